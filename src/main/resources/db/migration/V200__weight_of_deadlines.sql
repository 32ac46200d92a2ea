-- Each standard has a weight in its table of timescales; a deadline remembers the one it was calculated with. What ran
-- before is given the weight of its standard in the tables of this release; a council's own standards are good practice.
alter table pathways.deadline add column weight text;
comment on column pathways.deadline.weight is 'how heavy it is when it is not kept: who is told, how it is asked and whether together';

update pathways.deadline set weight = 'safety' where standard_id in (
    'agency-checks-made', 'assessment-decided-without-consent', 'care-application-issued', 'case-allocated',
    'child-in-need-visited', 'child-seen-in-assessment', 'child-seen-in-enquiry', 'child-seen-in-placement',
    'child-supported-after-disruption', 'child-taken-to-placement', 'child-visited-in-adoptive-placement',
    'child-visited-in-adoptive-placement-weekly', 'child-visited-in-care', 'child-visited-in-care-four-weekly',
    'child-visited-in-care-three-monthly', 'child-visited-in-care-weekly', 'child-visited-on-plan',
    'child-whereabouts-confirmed',
    'contingency-followed', 'decision-without-consent-made', 'enquiry-endorsed', 'first-child-in-need-visit-made',
    'first-visit-in-adoptive-placement-made', 'first-visit-on-plan-made', 'hand-over-accepted',
    'lado-alert-completed', 'manager-responded-to-risk', 'midwifery-consulted', 'new-partner-assessed',
    'other-carers-checked',
    'out-of-hours-decision-taken-over', 'parents-seen-before-birth', 'professional-disagreement-answered',
    'professional-disagreement-settled', 'receiving-authority-told', 'responsibility-accepted',
    'return-interview-held', 'review-after-birth-held', 'second-strategy-discussion-held',
    'strategy-discussion-held', 'unplanned-move-reviewed', 'visit-after-placement-made');

update pathways.deadline set weight = 'statutory' where standard_id in (
    'adoption-decision-made', 'adoption-panel-held', 'adoption-review-held', 'adoptive-placement-review-held',
    'assessment-concluded', 'care-plan-revised', 'care-plan-written', 'care-proceedings-concluded',
    'care-review-decisions-sent', 'care-review-held', 'care-review-record-distributed', 'care-review-record-written',
    'conference-report-written', 'confidentiality-incident-investigated', 'connected-person-assessed',
    'connected-person-decided', 'connected-person-decided-after-extension', 'disruption-review-held',
    'education-plan-in-place', 'education-plan-in-place-at-nursery-age', 'education-plan-reviewed',
    'emergency-care-assessment-concluded', 'epo-ended', 'epo-extended-ended', 'family-told-of-later-date',
    'first-adoptive-placement-review-held', 'first-care-review-held', 'first-core-group-held',
    'first-review-conference-held', 'further-health-assessment-done', 'icpc-held', 'icpc-requested',
    'initial-health-assessment-done', 'initial-health-assessment-requested', 'iro-appointed',
    'iro-challenge-answer-considered', 'iro-challenge-answered', 'iro-challenge-answered-by-director',
    'iro-challenge-answered-by-head-of-service', 'iro-challenge-answered-by-service-manager',
    'iro-challenge-resolved', 'lado-consulted', 'letter-before-proceedings-sent', 'life-story-handed-over',
    'match-decision-confirmed', 'match-decision-made', 'match-decision-told', 'matching-panel-held',
    'national-matching-considered', 'parents-told-in-writing', 'parents-told-orally', 'pathway-needs-assessed',
    'pathway-plan-written',
    'permanence-report-written', 'personal-adviser-named', 'placement-meeting-held', 'placement-order-decided',
    'placement-told', 'plo-considered', 'police-protection-ended', 'pre-proceedings-ended',
    'pre-proceedings-meeting-held', 'protection-plan-written', 'response-decided', 'review-conference-held',
    'review-report-written',
    's47-outcome-signed-off', 's47-outcome-written', 'second-adoptive-placement-review-held',
    'second-care-review-held', 'should-be-placed-decided', 'transfer-in-conference-held', 'two-plans-decided');

update pathways.deadline set weight = 'office' where standard_id in (
    'adoption-record-closed', 'care-change-recorded', 'care-entry-recorded', 'care-review-convened',
    'care-review-reconvened', 'care-review-reports-sent', 'child-in-need-meeting-convened',
    'child-in-need-plan-shared',
    'conference-invitations-sent', 'conference-reconvened', 'conference-record-received', 'conference-record-sent',
    'core-group-record-shared', 'decision-papers-submitted', 'disclosure-logged', 'document-shared',
    'exclusion-appeal-recorded', 'feedback-gathered', 'first-care-review-convened',
    'first-child-in-need-meeting-convened',
    'fuller-reply-given', 'matching-panel-convened', 'matching-panel-minutes-sent', 'matching-panel-papers-sent',
    'matching-panel-reconvened', 'message-answered', 'next-session-set', 'notes-signed-by-practitioner',
    'notes-signed-by-supervisor', 'panel-papers-available', 'review-conference-reconvened', 'review-invitations-sent',
    'review-record-shared', 'time-to-record-made');

update pathways.deadline set weight = 'good-practice' where weight is null;

alter table pathways.deadline
    alter column weight set not null,
    add constraint deadline_weight check (weight in ('safety', 'statutory', 'good-practice', 'office'));
