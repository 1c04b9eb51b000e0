import { Link } from '@tanstack/react-router';
import type { Access } from '../../client';
import { ROLES, useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { ListTable, NAME, Quiet } from '../../ui/list-table';
import { wallClock } from '../../ui/times';
import styles from './access-log.module.css';
import { text } from './text';

const { columns } = text;

/** Accesses, newest first. */
export function AccessTable({ accesses }: { readonly accesses: readonly Access[] }) {
  return (
    <ListTable
      caption={text.results}
      className={styles['table']}
      columns={[columns.at, columns.person, columns.what, columns.cases, columns.from]}
    >
      {accesses.map((access) => (
        <Row key={access.id} access={access} />
      ))}
    </ListTable>
  );
}

function Row({ access }: { readonly access: Access }) {
  const { timeZone } = useSession().payer;
  const { address, agent, at, listed, outcome, person, purpose, role, summary } = access;
  return (
    <tr>
      <th scope="row">
        <p className={NAME}>{wallClock(at, timeZone)}</p>
      </th>
      <td>
        <p>{person}</p>
        {role === null ? null : <Quiet>{ROLES[role].name}</Quiet>}
      </td>
      <td>
        <p>{summary}</p>
        <Quiet>
          {text.purposes[purpose]}
          {listed === null ? null : `, ${text.listed({ count: listed })}`}
        </Quiet>
        {outcome === 'shown' ? null : <Badge tone="not-met">{text.outcomes[outcome]}</Badge>}
      </td>
      <td>
        <Cases access={access} />
      </td>
      <td>
        <p>{address ?? text.unknown}</p>
        {agent === null ? null : <Quiet>{agent}</Quiet>}
      </td>
    </tr>
  );
}

function Cases({ access: { caseCount, cases } }: { readonly access: Access }) {
  const others = caseCount - cases.length;
  if (cases.length === 0) return <Quiet>{text.noCases}</Quiet>;
  return (
    <>
      {cases.map(({ id, number }) => (
        <p key={id}>
          <Link to="/cases/$caseId" params={{ caseId: id }}>
            {number}
          </Link>
        </p>
      ))}
      {others > 0 ? <Quiet>{text.moreCases({ count: others })}</Quiet> : null}
    </>
  );
}
