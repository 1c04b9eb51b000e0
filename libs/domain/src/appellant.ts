export const APPELLANTS = ['member', 'prescriber', 'representative'] as const;
export type Appellant = (typeof APPELLANTS)[number];
