/** subset-font ships no types; what scripts/figures-font.ts uses of it. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'woff2' | 'woff' | 'sfnt'; keepFeatures?: string[]; noHinting?: boolean },
  ): Promise<Buffer>;
}
