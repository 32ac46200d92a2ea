-- A breach is answered when a manager has decided and nobody higher has been asked since: advice that is sought, or the
-- service manager asked for, hands the question on; and what is still not done after an answer is asked again above.
create function pathways.breach_answered(asked uuid) returns boolean language sql stable as $$
    select exists (
        select 1 from pathways.breach_answer a
        where a.breach_id = asked
        and a.decision not in ('seek-senior-advice', 'ask-service-manager')
        and not exists (select 1 from pathways.breach_rung r where r.breach_id = asked and r.climbed_at > a.at))
$$;
