/** The part of MJML 5 that the mails use; the package brings no types. */
declare module 'mjml' {
  export interface MjmlOptions {
    fonts?: Record<string, string>;
    keepComments?: boolean;
    validationLevel?: 'strict' | 'soft' | 'skip';
  }
  export default function mjml2html(source: string, options?: MjmlOptions): Promise<{ html: string; errors: { formattedMessage: string }[] }>;
}
