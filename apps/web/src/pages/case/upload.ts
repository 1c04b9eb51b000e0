import { addDocument, type Document } from '../../client';

/**
 * Sends a file; `wasThere` if the case already has its content.
 * @param onProgress receives the part sent, from 0 to 1
 * @throws Problem
 */
export async function uploadDocument(
  caseId: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<{ readonly document: Document; readonly wasThere: boolean }> {
  const { data, response } = await addDocument({
    path: { id: caseId },
    body: { file },
    fetch: fetchTellingProgress(onProgress, signal),
  });
  return { document: data, wasThere: response.headers.get('idempotency-replayed') === 'true' };
}

/** Like `fetch`, which reports no upload progress. */
function fetchTellingProgress(
  onProgress: (share: number) => void,
  signal: AbortSignal,
): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const body = await asked.blob();
    return new Promise((resolve, reject) => {
      const call = new XMLHttpRequest();
      call.open(asked.method, asked.url);
      asked.headers.forEach((value, name) => call.setRequestHeader(name, value));
      call.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
      call.onload = () => resolve(answerOf(call));
      call.onerror = () => reject(new TypeError('no answer came'));
      call.onabort = () => reject(new DOMException('the upload was given up', 'AbortError'));
      signal.addEventListener('abort', () => call.abort());
      call.send(body);
    });
  };
}

function answerOf(call: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of call.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const [name = '', ...value] = line.split(':');
    if (name !== '') headers.append(name, value.join(':').trim());
  }
  return new Response(call.responseText, { status: call.status, headers });
}
