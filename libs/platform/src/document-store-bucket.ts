import { DocumentContentMissing } from '@assent/application';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Readable } from 'node:stream';
import {
  checkedKey,
  type ContentStore,
  isKey,
  isRecent,
  reachingStore,
  storeFailed,
  storing,
} from './document-content';

/** Where a bucket is, and who may use it. */
export interface BucketAddress {
  readonly bucket: string;
  /** Null for Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Whether the bucket's name is in the path, not in the host's name. */
  readonly pathStyle: boolean;
  /** Null to use the process environment's own, such as a role. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
}

/** The most of a content in memory at a time, in bytes; the smallest part that S3 takes. */
const PART = 5 * 1024 * 1024;

/** In milliseconds: a bucket silent for this long counts as down. */
const CONNECTING = 5_000;
const SILENCE = 20_000;

/**
 * Contents as objects of an S3 bucket that belongs to this system alone. An object appears when it
 * is whole.
 */
export function bucketStore(address: BucketAddress): ContentStore & { close(): void } {
  const { bucket: Bucket } = address;
  const client = clientOf(address);
  const upload = async (Key: string, pieces: AsyncIterable<Uint8Array>, condition = {}) => {
    const Body = Readable.from(pieces, { objectMode: false });
    const params = { Bucket, Key, Body, ...condition };
    await new Upload({ client, params, partSize: PART, queueSize: 1 }).done();
  };
  const find = async (key: string) => {
    const Key = checkedKey(key);
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return Body instanceof Readable ? { content: Body, IfMatch: ETag } : null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw storeFailed(error);
    }
  };
  return {
    put: (key, content) => storing(content, (pieces) => upload(checkedKey(key), pieces)),

    open: async (key) => {
      const found = await find(key);
      if (found) return found.content;
      throw new DocumentContentMissing(key);
    },

    replace: async (key, change) => {
      const found = await find(key);
      if (!found) return false;
      const { content, IfMatch } = found;
      try {
        await storing(change(content), (pieces) => upload(key, pieces, { IfMatch }));
        return true;
      } catch (error) {
        if (error instanceof Error && isOtherNow(error)) return false;
        throw error;
      }
    },

    remove: (key) =>
      reachingStore(async () => {
        await client.send(new DeleteObjectCommand({ Bucket, Key: checkedKey(key) }));
      }),

    recentKeys: async function* () {
      const pages = paginateListObjectsV2({ client }, { Bucket })[Symbol.asyncIterator]();
      for (;;) {
        const page = await reachingStore(() => pages.next());
        if (page.done) return;
        const keys = (page.value.Contents ?? []).flatMap(({ Key, LastModified }) =>
          Key !== undefined && isKey(Key) && LastModified && isRecent(LastModified) ? [Key] : [],
        );
        if (keys.length > 0) yield keys;
      }
    },

    // A rule of the bucket removes upload parts whose process died.
    removeLeftovers: () => Promise.resolve(),

    close: () => client.destroy(),
  };
}

function clientOf({ endpoint, region, pathStyle, credentials }: BucketAddress): S3Client {
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint !== null && { endpoint }),
    ...(credentials && { credentials }),
    requestHandler: { connectionTimeout: CONNECTING, socketTimeout: SILENCE },
    // Not every S3 store knows the newer checksums; each content has our SHA-256.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** Whether a condition of a write was not met: the object was put anew, or is gone. */
function isOtherNow({ cause }: { readonly cause?: unknown }): boolean {
  return (
    cause instanceof S3ServiceException &&
    [404, 409, 412].includes(cause.$metadata.httpStatusCode ?? 0)
  );
}
