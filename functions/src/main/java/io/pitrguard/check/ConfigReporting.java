package io.pitrguard.check;

import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports evaluations to AWS Config, 100 at a time, and repeats what it did not take. */
final class ConfigReporting {
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final ComplianceResults results;
    private final Ticket ticket;
    private final Time time;
    private final List<String> problems;

    /** Reports under a ticket; what cannot be reported is added to {@code problems}. */
    ConfigReporting(ComplianceResults results, Ticket ticket, Time time, List<String> problems) {
        this.results = results;
        this.ticket = ticket;
        this.time = time;
        this.problems = problems;
    }

    /** Reports all of it, and gives what Config took. */
    List<Evaluation> report(List<Evaluation> evaluations) throws InterruptedException {
        List<Evaluation> taken = new ArrayList<>();
        for (int from = 0; from < evaluations.size(); from += ComplianceResults.MAX_EVALUATIONS) {
            int to = Math.min(evaluations.size(), from + ComplianceResults.MAX_EVALUATIONS);
            taken.addAll(reportBatch(evaluations.subList(from, to)));
        }
        return taken;
    }

    /** Tells Config that the invocation ran and has nothing to say. */
    void reportNothing() throws InterruptedException {
        reportBatch(List.of());
    }

    private List<Evaluation> reportBatch(List<Evaluation> batch) throws InterruptedException {
        List<Evaluation> open = batch;
        for (int tries = 1; ; tries++) {
            switch (results.report(ticket, open)) {
                case ComplianceResults.Answer.Failed failed -> {
                    if (tries == TRIES || !failed.cause().worthAnotherTry()) {
                        problems.add(notReported(open) + failed.cause().message());
                        return open.isEmpty() ? List.of() : without(batch, open);
                    }
                }
                case ComplianceResults.Answer.Taken taken -> {
                    open = taken.failed();
                    if (open.isEmpty()) {
                        return batch;
                    }
                    if (tries == TRIES) {
                        problems.add(notReported(open) + "AWS Config did not take them (FailedEvaluations).");
                        return without(batch, open);
                    }
                }
            }
            time.sleepUntil(time.instant().plus(PAUSE));
        }
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
