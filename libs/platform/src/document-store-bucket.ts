import { DocumentContentMissing, type DocumentStore } from '@assent/application';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Readable } from 'node:stream';
import {
  checkedKey,
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
export function bucketStore(address: BucketAddress): DocumentStore & { close(): void } {
  const { bucket: Bucket } = address;
  const client = clientOf(address);
  return {
    put: (key, content) =>
      storing(content, async (pieces) => {
        const upload = new Upload({
          client,
          params: {
            Bucket,
            Key: checkedKey(key),
            Body: Readable.from(pieces, { objectMode: false }),
          },
          partSize: PART,
          queueSize: 1,
        });
        await upload.done();
      }),

    open: async (key) => {
      const Key = checkedKey(key);
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (Body instanceof Readable) return Body;
      } catch (error) {
        if (!(error instanceof NoSuchKey)) throw storeFailed(error);
      }
      throw new DocumentContentMissing(key);
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
