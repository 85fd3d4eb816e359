"""The law as dated data: rules, what they cost, what they pay, and whom they reach.

    facts = load()                                          bot.facts.base
    facts.in_force("bpu.jkm", on) -> Rule                   raises NoRuleInForce
    facts.changes(first, last) -> (Change, ...)
    quote(facts, income, sector, payer, programmes, month, months) -> Quote      bot.facts.contributions
    base(facts, income, on) -> int                          the band base, rupiah per month
    benefits(facts, income, months_paid, on) -> Benefits    bot.facts.benefits
    eligibility(facts, segment, on, age=, business=, employer=) -> {programme: Standing}   bot.facts.eligibility
    shares(facts, wage, risk, month) -> (Share, ...)        bot.facts.employees, for workers with an employer
    job_loss(facts, wage, months_paid, leaving, months_since, on) -> JobLoss
    problems(facts) -> [sentence, ...]                      bot.facts.checks; also stale(facts, on, days)
    plain(answer) -> JSON values                            bot.facts.plain, for receipts and the command line
    keys(facts) -> {catalogue key, ...}                     bot.facts.words: refusals, caveats, open questions

Sectors are "transport", "other"; payers "self", "apbn_apbd", "other"; programmes "jkk", "jkm", "jht", "jp", "jkp".
Money is whole rupiah. What the person can put right comes as InvalidAnswer; caveats are keys of the catalogue.
"""
