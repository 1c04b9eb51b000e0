import { text as appeals } from './appeals.text';
import { text as documents } from './documents.text';
import { text as forms } from './forms.text';
import { text as panels } from './panels.text';

/** The words of the page of a case. */
export const text = { ...panels, ...forms, appeals, documents } as const;
