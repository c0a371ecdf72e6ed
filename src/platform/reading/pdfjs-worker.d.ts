/** The half of pdf.js that reads the file. It is handed to the library whole; nothing of it is called by us. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown
}
