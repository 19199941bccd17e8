/**
 * Radio buttons as keyboards know them: Tab reaches the chosen one of a group, arrows go round. In a group with `data-follows` the choice
 * goes along; elsewhere (another person restarts the program) Space or Enter chooses.
 * Source: www.w3.org/WAI/ARIA/apg/patterns/radio
 */
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function goRound(panel: HTMLElement): void {
  panel.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const from = event.target as HTMLElement;
    const group = from.closest<HTMLElement>('[role="radiogroup"]');
    if (step === undefined || group === null || from.getAttribute('role') !== 'radio') return;
    event.preventDefault();
    const radios = [...group.querySelectorAll<HTMLElement>('[role="radio"]')];
    const to = radios[(radios.indexOf(from) + step + radios.length) % radios.length];
    to?.focus();
    if (group.dataset.follows !== undefined) to?.click();
  });
}

/** tabindex of each radio of a group in which one is chosen, or none yet. */
export function stops(chosen: boolean[]): number[] {
  const at = Math.max(0, chosen.indexOf(true));
  return chosen.map((_, index) => (index === at ? 0 : -1));
}
