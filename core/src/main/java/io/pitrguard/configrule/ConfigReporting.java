package io.pitrguard.configrule;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports evaluations to AWS Config, 100 at a time, and repeats those that it did not take. */
final class ConfigReporting {
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final ComplianceResults results;
    private final ConfigOrder order;
    private final Time time;
    private final List<String> problems;

    /** Reports for an order; adds what cannot be reported to {@code problems}. */
    ConfigReporting(ComplianceResults results, ConfigOrder order, Time time, List<String> problems) {
        this.results = results;
        this.order = order;
        this.time = time;
        this.problems = problems;
    }

    /** Reports all of them, and returns those that Config took. */
    List<Evaluation> report(List<Evaluation> evaluations) throws InterruptedException {
        List<Evaluation> taken = new ArrayList<>();
        for (int from = 0; from < evaluations.size(); from += ComplianceResults.MAX_EVALUATIONS) {
            int to = Math.min(evaluations.size(), from + ComplianceResults.MAX_EVALUATIONS);
            taken.addAll(reportBatch(evaluations.subList(from, to)));
        }
        return taken;
    }

    /** Reports to Config that the invocation ran and has no evaluations. */
    void reportNothing() throws InterruptedException {
        reportBatch(List.of());
    }

    private List<Evaluation> reportBatch(List<Evaluation> batch) throws InterruptedException {
        List<Evaluation> open = batch;
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            Instant now = time.instant();
            if (!now.isBefore(order.end())) {
                return giveUp(batch, open, "The time budget of the call ended.");
            }
            boolean last = tries == TRIES || !now.plus(pause).isBefore(order.end());
            switch (ask(open)) {
                case Result.Failure<List<Evaluation>>(Cause cause) -> {
                    if (cause.kind() == Cause.Kind.REFUSED && open.size() > 1 && open.size() == batch.size()) {
                        return halves(batch);
                    }
                    if (last || !cause.worthAnotherTry()) {
                        return giveUp(batch, open, cause.message());
                    }
                }
                case Result.Success<List<Evaluation>>(List<Evaluation> failed) -> {
                    open = failed;
                    if (open.isEmpty()) {
                        return batch;
                    }
                    if (last) {
                        return giveUp(
                                batch,
                                open,
                                "AWS Config did not take them (FailedEvaluations). Evaluate the rule again: aws configservice start-config-rules-evaluation.");
                    }
                }
            }
            time.sleepUntil(time.instant().plus(pause));
            pause = pause.multipliedBy(2);
        }
    }

    private Result<List<Evaluation>> ask(List<Evaluation> open) {
        // A defect with one batch must not lose the others.
        return Result.of(() -> results.report(order.ticket(), open));
    }

    /** One evaluation that Config refuses must not take the others of its batch with it. */
    private List<Evaluation> halves(List<Evaluation> batch) throws InterruptedException {
        int middle = batch.size() / 2;
        List<Evaluation> taken = new ArrayList<>(reportBatch(batch.subList(0, middle)));
        taken.addAll(reportBatch(batch.subList(middle, batch.size())));
        return taken;
    }

    private List<Evaluation> giveUp(List<Evaluation> batch, List<Evaluation> open, String why) {
        problems.add(notReported(open) + why);
        return open.isEmpty() ? List.of() : without(batch, open);
    }

    private static List<Evaluation> without(List<Evaluation> batch, List<Evaluation> open) {
        Set<Evaluation> left = new HashSet<>(open);
        return batch.stream().filter(evaluation -> !left.contains(evaluation)).toList();
    }

    private static String notReported(List<Evaluation> open) {
        return open.isEmpty()
                ? "That there was nothing to report could not be reported. "
                : "Not reported: "
                        + String.join(
                                ", ", open.stream().map(Evaluation::resourceId).toList()) + ". ";
    }
}
