/** The text size a person chose, or the one that fits WeChat's own font size. */
export type TextSize = 'standard' | 'large' | 'huge';

export const TEXT_SIZES: readonly TextSize[] = ['standard', 'large', 'huge'];

/** WeChat offers 15 to 24 px and calls 16 or 17 standard, by system. */
export function textSizeFor(fontSize: number): TextSize {
  if (fontSize >= 21) return 'huge';
  return fontSize >= 18 ? 'large' : 'standard';
}
