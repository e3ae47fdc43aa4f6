package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.state.Evaluation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table's whole life in the Config dashboard, whatever the order in which the events arrive. */
class ConfigRuleLifeTest {
    private static final String OFF = "NON_COMPLIANT Point-in-time recovery is off; the policy requires it on.";
    private static final String ON = "COMPLIANT Point-in-time recovery is on, period 35 days, restorable from ";

    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();
    private int rules;
    private String exemptAs = "NOT_APPLICABLE";

    /** What happens to the table, and what the dashboard shows of it from then on; empty when it shows nothing. */
    private enum Step {
        CREATED(OFF),
        COMPLIANT(ON),
        DISABLED(OFF),
        EXEMPTED("Exempt until 2026-11-30 (owner: team-data): load test."),
        EXEMPTION_ENDED(OFF + " The exemption from the table's tags ended on 2026-11-30 (reason: load test; owner:"),
        DELETED(""),
        CREATED_AGAIN(OFF);

        private final String shown;

        Step(String shown) {
            this.shown = shown;
        }

        /** Does it, and gives the invoking event that AWS Config sends for it. */
        String happen(ConfigRuleTestBed bed) {
            bed.pass(Duration.ofMinutes(10));
            return switch (this) {
                case CREATED, CREATED_AGAIN -> {
                    bed.create("orders");
                    yield bed.config().record("orders");
                }
                case COMPLIANT -> {
                    bed.table("orders").enabled(35);
                    yield bed.config().record("orders");
                }
                case DISABLED -> {
                    bed.table("orders").disabled();
                    yield bed.config().record("orders");
                }
                case EXEMPTED -> {
                    bed.table("orders")
                            .tags(Map.of(
                                    "pitr-guard:exempt-until", "2026-11-30",
                                    "pitr-guard:exempt-reason", "load test",
                                    "pitr-guard:exempt-owner", "team-data"));
                    yield bed.config().record("orders");
                }
                // Nothing changes but the day: only the schedule notices.
                case EXEMPTION_ENDED -> {
                    bed.pass(Duration.ofDays(9));
                    yield bed.config().schedule();
                }
                case DELETED -> {
                    bed.sandbox().tables().delete("orders");
                    yield bed.config().recordDeleted("orders");
                }
            };
        }
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_APPLICABLE", "COMPLIANT"})
    void showsEachStepAtOnce(String exempt) {
        exemptAs = exempt;
        for (Step step : Step.values()) {
            deliver(step.happen(bed));
            assertShown(step);
        }
        assertThat(bed.rule.accepted()).hasSameSizeAs(Step.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void showsEachStepAmongOldEventsAndDuplicates(long seed) {
        Random random = new Random(seed);
        List<String> sent = new ArrayList<>();
        for (Step step : Step.values()) {
            sent.add(step.happen(bed));
            List<String> arriving = new ArrayList<>();
            arriving.add(sent.getLast());
            for (int i = random.nextInt(5); i > 0; i--) {
                arriving.add(sent.get(random.nextInt(sent.size())));
            }
            Collections.shuffle(arriving, random);
            arriving.forEach(this::deliver);
            assertShown(step);
        }
    }

    /** All orders of the events of the first steps, each told to a rule of its own once all of them have happened. */
    @ParameterizedTest
    @EnumSource(names = {"CREATED", "COMPLIANT", "DISABLED", "EXEMPTED"})
    void showsTheLastStepWhenEventsArriveLateAndInAnyOrder(Step last) {
        List<String> happened = new ArrayList<>();
        for (Step step : Step.values()) {
            if (step.compareTo(last) <= 0) {
                happened.add(step.happen(bed));
            }
        }
        for (List<String> order : permutations(happened)) {
            SandboxRule rule = bed.config().rules().create("rule-" + rules++);
            order.forEach(invoking -> deliver(rule, invoking));
            assertShown(last, rule);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void showsTheEndWhenTheWholeLifeArrivesShuffledAndTwice(long seed) {
        List<String> sent = new ArrayList<>();
        for (Step step : Step.values()) {
            String event = step.happen(bed);
            sent.add(event);
            sent.add(event);
        }
        Collections.shuffle(sent, new Random(seed));

        sent.forEach(this::deliver);

        assertShown(Step.CREATED_AGAIN);
    }

    @Test
    void neverTakesNewTableOffBecauseTheOldOneWasDeleted() {
        String created = Step.CREATED.happen(bed);
        String deleted = Step.DELETED.happen(bed);
        String again = Step.CREATED_AGAIN.happen(bed);

        deliver(again);
        deliver(deleted);
        deliver(created);

        assertShown(Step.CREATED_AGAIN);
    }

    @Test
    void showsRemediationAsNonCompliantThenCompliant() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;
        bed.create("orders");

        bed.invoke(bed.changed("orders")).answer();
        assertThat(bed.dashboard()).containsEntry("orders", OFF);
        bed.pass(Duration.ofMinutes(1));
        bed.invoke(bed.changed("orders")).answer();

        assertThat(bed.dashboard().get("orders")).startsWith(ON);
        assertThat(bed.rule.accepted())
                .extracting(Evaluation::compliance)
                .map(Enum::name)
                .containsExactly("NON_COMPLIANT", "COMPLIANT");
    }

    private void deliver(String invoking) {
        deliver(bed.rule, invoking);
    }

    private void deliver(SandboxRule rule, String invoking) {
        bed.invoke(rule.event(invoking).withParameters(Map.of("exemptAs", exemptAs)))
                .answer();
    }

    private void assertShown(Step step) {
        assertShown(step, bed.rule);
    }

    private void assertShown(Step step, SandboxRule rule) {
        String shown = bed.dashboard(rule).getOrDefault("orders", "");
        if (step == Step.EXEMPTED) {
            assertThat(shown).isEqualTo(exemptAs.equals("COMPLIANT") ? "COMPLIANT " + step.shown : "");
        } else if (step.shown.isEmpty()) {
            assertThat(shown).isEmpty();
        } else {
            assertThat(shown).startsWith(step.shown);
        }
    }

    private static <T> List<List<T>> permutations(List<T> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        return of.stream()
                .flatMap(first -> permutations(
                                of.stream().filter(each -> !each.equals(first)).toList())
                        .stream()
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()))
                .toList();
    }
}
