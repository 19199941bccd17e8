/** The phone's own drawings: 24 grid, 1.8 strokes, round ends, currentColor. */
const line = (body: string) =>
  `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`;

export const glyphs = {
  back: line('<path d="M14.5 4.5 7 12l7.5 7.5"/>'),
  home: line('<path d="M4.5 11 12 4.5l7.5 6.5"/><path d="M6.5 10v9.5h11V10"/>'),
  dots: '<svg viewBox="0 0 24 24" fill="currentColor"><circle cx="5" cy="12" r="2"/><circle cx="12" cy="12" r="3.2"/><circle cx="19" cy="12" r="2"/></svg>',
  target:
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2"><circle cx="12" cy="12" r="8.4"/><circle cx="12" cy="12" r="3.1" fill="currentColor" stroke="none"/></svg>',
  success: line('<path d="m4.5 12.5 5 5 10-11"/>'),
  error: line('<circle cx="12" cy="12" r="9"/><path d="M12 7v6"/><path d="M12 16.6v.1"/>'),
  loading:
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"><path class="spin" d="M12 3.5a8.5 8.5 0 1 1-8.5 8.5"/></svg>',
  close: line('<path d="m6 6 12 12M18 6 6 18"/>'),
  chevron: line('<path d="m9.5 6 6 6-6 6"/>'),
  person: line('<circle cx="12" cy="8.2" r="3.7"/><path d="M5 20c.6-4 3.3-6 7-6s6.400 2 7 6"/>'),
  calendar: line(
    '<rect x="4.500" y="5.500" width="15" height="14" rx="2.500"/><path d="M4.500 10h15M8.500 3.500v4M15.500 3.500v4"/>',
  ),
  phone: line('<rect x="7" y="3.500" width="10" height="17" rx="2.500"/><path d="M11 17.500h2"/>'),
  shield: line(
    '<path d="M12 3.500 5 6v5.500c0 4.300 2.700 7.300 7 9 4.300-1.700 7-4.700 7-9V6z"/><path d="m9.200 12 2 2 3.700-4"/>',
  ),
  door: line('<path d="M13 4.500h5.500v15H13"/><path d="M4.500 12H14m-3.500-3.500L14 12l-3.500 3.500"/>'),
  mail: line('<rect x="4" y="6" width="16" height="12.500" rx="2.500"/><path d="m5 8 7 5.200L19 8"/>'),
  scan: line(
    '<path d="M4.500 9V6.500a2 2 0 0 1 2-2H9M15 4.500h2.500a2 2 0 0 1 2 2V9M19.500 15v2.500a2 2 0 0 1-2 2H15M9 19.500H6.500a2 2 0 0 1-2-2V15M4.500 12h15"/>',
  ),
  signal: line(
    '<path d="M4.500 10.500a11 11 0 0 1 15 0M7.300 13.700a7 7 0 0 1 9.400 0M10 16.800a3 3 0 0 1 4 0"/><path d="M12 19.600v.1"/>',
  ),
  share: line('<path d="M12 14.500V4.500m-3.700 3.300L12 4.200l3.700 3.600"/><path d="M6 11.500v8h12v-8"/>'),
  log: line('<path d="M6 4.500h12v15H6z"/><path d="M9 9h6M9 12.500h6M9 16h3.500"/>'),
  plus: line('<path d="M12 5.500v13M5.500 12h13"/>'),
  panel: line('<rect x="4" y="5" width="16" height="14" rx="2.500"/><path d="M14.500 5v14"/>'),
  picture: line(
    '<rect x="4" y="5" width="16" height="14" rx="2.500"/><circle cx="9" cy="10" r="1.600"/><path d="m5 17 5-4.500 3 2.500 3-3 4 4"/>',
  ),
  reload: line('<path d="M19 12a7 7 0 1 1-2-5"/><path d="M19.300 4v3.700h-3.700"/>'),
  /** 回: the product's seal, a square in a square. */
  seal: '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linejoin="round"><rect x="3" y="3" width="18" height="18" rx="4"/><rect x="8.500" y="8.500" width="7" height="7" rx="1.600"/></svg>',
};
