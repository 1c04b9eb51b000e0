import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../client/client.gen';
import type { LineOfBusiness } from '@assent/vocabulary';
import { LINE_NAMES } from '../shared/lines-of-business';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Disclosure } from '../ui/disclosure';
import { RadioCards } from '../ui/radio-group';
import { Failure } from '../ui/states';
import { TextField } from '../ui/text-field';
import { ROLES, type Role, type Session } from './session';
import { text } from './text';
import type { Tokens } from './token';
import styles from './sign-in.module.css';

interface LocalSignInProps {
  readonly roles: readonly Role[];
  /** The last person here, offered again; absent at first. */
  readonly before?:
    { readonly role: Role; readonly name: string; readonly lines: Session['lines'] } | undefined;
  /** Continues with the tokens. @throws when it cannot */
  readonly goOn: (tokens: Tokens) => void | Promise<void>;
}

interface Who {
  readonly role: Role;
  readonly subject: string;
  /** Absent for all. */
  readonly lines?: readonly LineOfBusiness[];
}

const LINES = Object.keys(LINE_NAMES) as LineOfBusiness[];

/** At the local stack's own issuer, anyone can be anyone. */
export function LocalSignIn({ roles, before, goOn }: LocalSignInProps) {
  const [role, setRole] = useState<Role>(before?.role ?? roles[0] ?? 'intake');
  const [name, setName] = useState(before?.name ?? '');
  const [lines, setLines] = useState<readonly LineOfBusiness[]>(before?.lines ?? []);
  const signIn = useMutation({
    mutationFn: async (who: Who) => goOn({ access: await issueToken(who), identity: null }),
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const subject = name.trim() || `${role}-1`;
        signIn.mutate({ role, subject, ...(lines.length > 0 && { lines }) });
      }}
    >
      <RadioCards
        label={text.signIn.role}
        value={role}
        onChange={setRole}
        options={roles.map((each) => ({
          value: each,
          label: ROLES[each].name,
          description: ROLES[each].does,
        }))}
      />
      <TextField
        label={text.signIn.name}
        description={text.signIn.nameHint({ role })}
        value={name}
        onChange={setName}
        maxLength={200}
        autoComplete="off"
      />
      <Disclosure label={text.signIn.lines({ count: lines.length })}>
        <div className={styles['lines']}>
          {LINES.map((line) => (
            <Checkbox
              key={line}
              isSelected={lines.includes(line)}
              onChange={(isSelected) =>
                setLines(
                  LINES.filter((each) => (each === line ? isSelected : lines.includes(each))),
                )
              }
            >
              {LINE_NAMES[line]}
            </Checkbox>
          ))}
        </div>
      </Disclosure>
      {signIn.isError ? <Failure isInline error={signIn.error} what={text.signIn.failed} /> : null}
      <Button type="submit" look="primary" isBusy={signIn.isPending}>
        {text.signIn.submit({ role: ROLES[role].name.toLowerCase() })}
      </Button>
    </form>
  );
}

async function issueToken(body: Who): Promise<string> {
  const { data } = await client.post<{ 200: { token: string } }, unknown, true>({
    url: '/dev/token',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return data.token;
}
