package io.pitrguard.configrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How evaluations get to AWS Config: in batches, with pauses between the tries, and never after the end. */
class ConfigReportingTest {
    private final ConfigRuleFixture world = new ConfigRuleFixture();

    private void fine(int count) {
        for (int i = 0; i < count; i++) {
            world.tables.create("t-%04d".formatted(i), 35);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 300", "2, 900", "3, 2100", "4, 4500"})
    void doublesThePauseBetweenTries(int failures, long millis) throws InterruptedException {
        fine(1);
        world.results.failEvaluations("t-0000", failures);

        ConfigOutcome outcome = world.run(world.changed("t-0000", true));

        assertThat(outcome.reported()).hasSize(1);
        assertThat(world.results.reports()).hasSize(failures + 1);
        assertThat(world.time.elapsed()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void triesFiveTimes() throws InterruptedException {
        fine(1);
        world.results.failEvaluations("t-0000", 5);

        assertThat(world.run(world.changed("t-0000", true)).problems())
                .containsExactly("Not reported: t-0000. AWS Config did not take them (FailedEvaluations). Evaluate the"
                        + " rule again: aws configservice start-config-rules-evaluation.");
        assertThat(world.results.reports()).hasSize(5);
        assertThat(world.time.elapsed()).as("no pause after the last try").isEqualTo(Duration.ofMillis(4500));
    }

    @ParameterizedTest
    @CsvSource({"BROKEN, 5", "THROTTLED, 5", "DENIED, 1", "REFUSED, 1"})
    void triesAgainOnlyWhereThatIsWorthIt(Cause.Kind kind, int tries) throws InterruptedException {
        fine(1);
        world.results.fail(kind);

        assertThat(world.run(world.changed("t-0000", true)).problems())
                .containsExactly("Not reported: t-0000. AWS Config failed: " + kind + ".");
        assertThat(world.results.reports()).hasSize(tries);
    }

    @Test
    void keepsWhatWasTakenWhenTheRestIsNot() throws InterruptedException {
        fine(3);
        world.results.failEvaluations("t-0001", 99);

        ConfigOutcome outcome = world.run(world.scheduled());

        assertThat(outcome.reported()).extracting(Evaluation::resourceId).containsExactly("t-0000", "t-0002");
        assertThat(outcome.problems()).singleElement().asString().startsWith("Not reported: t-0001. ");
    }

    @Test
    void leavesOutOnlyTheEvaluationThatConfigRefuses() throws InterruptedException {
        fine(250);
        ComplianceResults picky = world.new Config() {
            @Override
            public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
                boolean odd = evaluations.stream()
                        .anyMatch(evaluation -> evaluation.resourceId().equals("t-0137"));
                return odd
                        ? new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "It is odd."))
                        : super.report(ticket, evaluations);
            }
        };

        ConfigOutcome outcome = world.run(picky, world.scheduled());

        assertThat(outcome.problems()).containsExactly("Not reported: t-0137. It is odd.");
        assertThat(outcome.reported())
                .hasSize(249)
                .extracting(Evaluation::resourceId)
                .isSorted();
        assertThat(world.results.known()).hasSize(249);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.Kind.class,
            names = {"DENIED", "BROKEN"})
    void halvesNothingThatIsNotRefused(Cause.Kind kind) throws InterruptedException {
        fine(4);
        world.results.fail(kind);

        world.run(world.changed("t-0000", true));
        world.run(world.scheduled());

        assertThat(world.results.reports())
                .allSatisfy(report -> assertThat(report.size()).isIn(1, 4));
    }

    @Test
    void losesOneBatchOnlyToADefect() throws InterruptedException {
        fine(250);
        ComplianceResults odd = world.new Config() {
            @Override
            public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
                if (evaluations.getFirst().resourceId().equals("t-0100")) {
                    throw new IllegalStateException("a defect of the SDK");
                }
                return super.report(ticket, evaluations);
            }
        };

        ConfigOutcome outcome = world.run(odd, world.scheduled());

        assertThat(outcome.reported())
                .hasSize(150)
                .extracting(Evaluation::resourceId)
                .doesNotContain("t-0100", "t-0199");
        assertThat(outcome.problems())
                .singleElement()
                .asString()
                .startsWith("Not reported: t-0100, ")
                .endsWith("t-0199. Unexpected failure: java.lang.IllegalStateException: a defect of the SDK");
    }

    @Test
    void losesNothingToADefectThatDoesNotComeAgain() throws InterruptedException {
        fine(2);
        AtomicInteger calls = new AtomicInteger();
        ComplianceResults odd = world.new Config() {
            @Override
            public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("once");
                }
                return super.report(ticket, evaluations);
            }
        };

        ConfigOutcome outcome = world.run(odd, world.scheduled());

        assertThat(outcome.reported()).hasSize(2);
        assertThat(outcome.problems()).isEmpty();
    }

    /** Lambda ends 10 s after the end of all calls; a fleet of a region is the largest there may be. */
    @Test
    void isThroughWithAWholeFleetBeforeLambdaEnds() throws InterruptedException {
        world.rate = 10;
        fine(8_600);
        Instant lambdaEnds = world.time.instant().plusSeconds(900);
        AtomicInteger late = new AtomicInteger();
        ComplianceResults slow = world.new Config() {
            @Override
            public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
                world.time.advance(Duration.ofMillis(400));
                late.addAndGet(world.time.instant().isAfter(lambdaEnds) ? evaluations.size() : 0);
                return super.report(ticket, evaluations);
            }
        };

        ConfigOutcome outcome = world.rule(slow)
                .run(world.order(lambdaEnds.minusSeconds(75), lambdaEnds.minusSeconds(10)), world.scheduled());

        assertThat(outcome.reported()).hasSizeBetween(8_200, 8_300);
        assertThat(outcome.reported().size() + outcome.undetermined().size()).isEqualTo(8_600);
        assertThat(outcome.problems()).isEmpty();
        assertThat(late).hasValue(0);
        assertThat(world.time.instant()).isBefore(lambdaEnds);
    }

    @Test
    void namesWhatWasLeftWhenTheTimeIsOver() throws InterruptedException {
        fine(250);
        Instant end = world.time.instant().plusSeconds(20);
        ComplianceResults broken = world.new Config() {
            @Override
            public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
                assertThat(world.time.instant()).isBefore(end);
                world.time.advance(Duration.ofSeconds(9));
                return new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "It timed out."));
            }
        };

        ConfigOutcome outcome = world.rule(broken).run(world.order(end.minusSeconds(10), end), world.scheduled());

        assertThat(outcome.reported()).isEmpty();
        assertThat(outcome.problems()).hasSize(4);
        assertThat(outcome.problems().getFirst())
                .startsWith("Not reported: t-0000, t-0001, ")
                .endsWith("t-0099. It timed out.");
        assertThat(outcome.problems().subList(1, 3))
                .allMatch(problem -> problem.startsWith("Not reported: t-0"))
                .allMatch(problem -> problem.endsWith(". The time budget of the call ended."));
        assertThat(outcome.problems().getLast())
                .isEqualTo("Results of deleted tables could not be withdrawn. The time budget of the call ended.");
        assertThat(world.time.instant()).isBefore(end.plusSeconds(10));
    }

    @Test
    void waitsForNoTryThatWouldComeTooLate() throws InterruptedException {
        fine(1);
        world.results.fail(Cause.Kind.BROKEN);
        Instant end = world.time.instant().plusMillis(300);

        ConfigOutcome outcome = world.rule(world.results).run(world.order(end, end), world.changed("t-0000", true));

        assertThat(outcome.problems()).containsExactly("Not reported: t-0000. AWS Config failed: BROKEN.");
        assertThat(world.results.reports()).hasSize(1);
        assertThat(world.time.waits()).doesNotContain(end);
    }

    @Test
    void saysThatItCouldNotSayThatThereWasNothing() throws InterruptedException {
        world.results.fail(Cause.Kind.DENIED);
        ComplianceResults empty = world.new Config() {
            @Override
            public Result<Page<List<String>>> held(String ruleName, Optional<String> token) {
                return new Result.Success<>(new Page<>(List.of(), Optional.empty()));
            }
        };

        assertThat(world.run(empty, world.scheduled()).problems())
                .containsExactly("That there was nothing to report could not be reported. AWS Config failed: DENIED.");
    }

    @Test
    void stopsWhenAskedTo() {
        fine(1);
        world.results.failEvaluations("t-0000", 1);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> world.run(world.changed("t-0000", true)));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void reportsInTheOrderOfNames() throws InterruptedException {
        fine(101);

        world.run(world.scheduled());

        assertThat(world.results.reports()).hasSize(2);
        assertThat(world.results.reports().stream()
                        .flatMap(List::stream)
                        .map(Evaluation::resourceId)
                        .toList())
                .isEqualTo(IntStream.range(0, 101).mapToObj("t-%04d"::formatted).toList());
    }
}
