"""Past days as they were: what would have been forecast and advised, beside what was done and what happened.

Above posture: it runs forecast and posture for one day after the other and sets the result beside the record. Only the
command line and the brief import it.

- `leeway.replay.case_days.replay_case(case, history, ...)` -> `CaseReplay`: a case day by day, end to end.
- `leeway.replay.campaign_days.replay_campaign(history, name)` -> `CampaignReplay`: the forecast of every day of a
  packaged campaign by models that never saw its war.
- `leeway.replay.as_known.Archive`: the reports of a case as they stood on a day; nothing later is looked at, neither as
  news nor to decide which earlier reports are copies of one another.
"""
