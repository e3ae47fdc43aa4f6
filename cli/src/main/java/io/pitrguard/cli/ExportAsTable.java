package io.pitrguard.cli;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Keeps a moment as a table: restores it, and lets nobody write or delete it.
 *
 * @param err for the name of what it began, and for problems
 * @param watching for the plan and the progress
 */
record ExportAsTable(
        OpenRestores open, AuditTableOptions options, OtherCopies copies, PrintWriter err, PrintWriter watching) {
    /** Asks a person. */
    @FunctionalInterface
    interface Question {
        /** Returns only if the answer is yes. */
        void ask(String question);
    }

    /** Returns the restore when it is over, or waits for a person. */
    RestoreRecord run(TableRef table, RestoreMoment moment, AuditTerms terms, Screen screen, Question question)
            throws InterruptedException {
        Policy policy = options.policy();
        RestoreRequest request =
                RestoreRequest.audit(table, moment, open.caller().arn(), terms);
        RestorePlan plan = new LocalRestores(open, open.place(), policy.recovery()).plan(request, copies, watching);
        watching.print(RestorePlanOutput.text(
                plan,
                open.times(),
                screen,
                options.namesPolicy() || open.machine(open.place()).isEmpty()));
        warnOfLongExemption(policy, terms);
        question.ask("Keep %s at %s as the table %s until %s"
                .formatted(
                        table.name(),
                        open.times().show(plan.from().moment()),
                        plan.target().name(),
                        terms.until()));
        return new RestoreRun(open, open.place(), policy.recovery(), err, watching).start(plan);
    }

    /** Its tags exempt the table, but only as long as the policy lets tags do that. */
    private void warnOfLongExemption(Policy policy, AuditTerms terms) {
        int days = policy.limits().maxExemptionDays();
        LocalDate latest =
                open.time().awsInstant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(days);
        if (terms.until().isAfter(latest)) {
            err.println(("pitr-guard: until %s, sweeps report that the table lacks recovery: tags exempt for %s at most"
                            + " (limits.maxExemptionDays). A rule of the policy can exempt it for longer.")
                    .formatted(terms.until().minusDays(days), Counted.of(days, "day", "days")));
        }
    }
}
