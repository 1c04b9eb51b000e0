/** The words of a case's documents. */
export const text = {
  title: 'Documents',
  none: 'None yet.',
  loading: 'Loading the documents',
  failed: 'The documents could not be loaded',
  drop: 'Drop documents here',
  add: 'Add documents',
  dropHint: 'Or drop them here: PDF, PNG, JPEG, TIFF, HEIC or plain text, up to 25 MB each.',
  download: ({ name }: { readonly name: string }) => `Download ${name}`,
  downloadFailed: ({ name }: { readonly name: string }) => `${name} could not be downloaded`,
  caution: {
    title: 'Active content.',
    hint: 'Nothing of it runs on this page. Do not enable it in a downloaded copy.',
  },
  line: ({ type, size }: { readonly type: string; readonly size: string }) => `${type}, ${size}`,
  page: ({ page }: { readonly page: number }) => `, page ${page}`,
  types: {
    'application/pdf': 'PDF',
    'image/png': 'PNG',
    'image/jpeg': 'JPEG',
    'image/tiff': 'TIFF',
    'image/heic': 'HEIC',
    'text/plain': 'Text',
    'text/plain;charset=utf-16le': 'Text (UTF-16)',
    'text/plain;charset=utf-16be': 'Text (UTF-16)',
    'text/plain;charset=windows-1252': 'Text (Windows-1252)',
  },
  size: {
    bytes: ({ size }: { readonly size: number }) => `${size} B`,
    kilobytes: ({ size }: { readonly size: number }) => `${size} kB`,
    megabytes: ({ size }: { readonly size: string }) => `${size} MB`,
  },
  view: {
    close: 'Close the document',
    loading: 'Loading the document',
    failed: 'The document could not be loaded',
    notShown: "Browsers can't display this type of document.",
    download: 'Download',
  },
  upload: {
    failed: ({ name }: { readonly name: string }) => `${name} was not saved`,
    dismiss: ({ name }: { readonly name: string }) => `Close: ${name}`,
    sending: ({ name }: { readonly name: string }) => `Uploading ${name}`,
    percent: ({ percent }: { readonly percent: number }) => `${percent}% uploaded`,
    checking: 'Uploaded; checking the file',
    cancel: ({ name }: { readonly name: string }) => `Cancel upload of ${name}`,
    done: ({ name }: { readonly name: string }) => `${name} was saved`,
    failedIn: ({ name, number }: { readonly name: string; readonly number: string }) =>
      `${name} was not added to case ${number}`,
    alreadyHere: ({ name }: { readonly name: string }) => `${name} is already here`,
    alreadyIn: ({ name, number }: { readonly name: string; readonly number: string }) =>
      `${name} is already in case ${number}`,
    already: ({ name }: { readonly name: string }) =>
      `The case has the same file as ${name}. It was not added again.`,
    fault: { title: 'The upload failed', detail: 'something went wrong on this page; reload it' },
  },
  guard: {
    title: 'Sign out during an upload?',
    lost: 'Files that are not fully uploaded will be lost.',
    leave: 'Discard and sign out',
  },
} as const;
