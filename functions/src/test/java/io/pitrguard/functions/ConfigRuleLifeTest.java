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

    private final ConfigRuleTestBed lab = new ConfigRuleTestBed();
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
        String happen(ConfigRuleTestBed lab) {
            lab.pass(Duration.ofMinutes(10));
            return switch (this) {
                case CREATED, CREATED_AGAIN -> {
                    lab.create("orders");
                    yield lab.config().record("orders");
                }
                case COMPLIANT -> {
                    lab.table("orders").enabled(35);
                    yield lab.config().record("orders");
                }
                case DISABLED -> {
                    lab.table("orders").disabled();
                    yield lab.config().record("orders");
                }
                case EXEMPTED -> {
                    lab.table("orders")
                            .tags(Map.of(
                                    "pitr-guard:exempt-until", "2026-11-30",
                                    "pitr-guard:exempt-reason", "load test",
                                    "pitr-guard:exempt-owner", "team-data"));
                    yield lab.config().record("orders");
                }
                // Nothing changes but the day: only the schedule notices.
                case EXEMPTION_ENDED -> {
                    lab.pass(Duration.ofDays(9));
                    yield lab.config().schedule();
                }
                case DELETED -> {
                    lab.sandbox().tables().delete("orders");
                    yield lab.config().recordDeleted("orders");
                }
            };
        }
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_APPLICABLE", "COMPLIANT"})
    void showsEachStepAtOnce(String exempt) {
        exemptAs = exempt;
        for (Step step : Step.values()) {
            deliver(step.happen(lab));
            assertShown(step);
        }
        assertThat(lab.rule.accepted()).hasSameSizeAs(Step.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void showsEachStepAmongOldEventsAndDuplicates(long seed) {
        Random random = new Random(seed);
        List<String> sent = new ArrayList<>();
        for (Step step : Step.values()) {
            sent.add(step.happen(lab));
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
                happened.add(step.happen(lab));
            }
        }
        for (List<String> order : permutations(happened)) {
            SandboxRule rule = lab.config().rules().create("rule-" + rules++);
            order.forEach(invoking -> deliver(rule, invoking));
            assertShown(last, rule);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void showsTheEndWhenTheWholeLifeArrivesShuffledAndTwice(long seed) {
        List<String> sent = new ArrayList<>();
        for (Step step : Step.values()) {
            String event = step.happen(lab);
            sent.add(event);
            sent.add(event);
        }
        Collections.shuffle(sent, new Random(seed));

        sent.forEach(this::deliver);

        assertShown(Step.CREATED_AGAIN);
    }

    @Test
    void neverTakesNewTableOffBecauseTheOldOneWasDeleted() {
        String created = Step.CREATED.happen(lab);
        String deleted = Step.DELETED.happen(lab);
        String again = Step.CREATED_AGAIN.happen(lab);

        deliver(again);
        deliver(deleted);
        deliver(created);

        assertShown(Step.CREATED_AGAIN);
    }

    @Test
    void showsCorrectionAsNonCompliantThenCompliant() {
        lab.policy = ConfigRuleTestBed.REMEDIATE;
        lab.create("orders");

        lab.invoke(lab.changed("orders")).answer();
        assertThat(lab.dashboard()).containsEntry("orders", OFF);
        lab.pass(Duration.ofMinutes(1));
        lab.invoke(lab.changed("orders")).answer();

        assertThat(lab.dashboard().get("orders")).startsWith(ON);
        assertThat(lab.rule.accepted())
                .extracting(Evaluation::compliance)
                .map(Enum::name)
                .containsExactly("NON_COMPLIANT", "COMPLIANT");
    }

    private void deliver(String invoking) {
        deliver(lab.rule, invoking);
    }

    private void deliver(SandboxRule rule, String invoking) {
        lab.invoke(rule.event(invoking).withParameters(Map.of("exemptAs", exemptAs)))
                .answer();
    }

    private void assertShown(Step step) {
        assertShown(step, lab.rule);
    }

    private void assertShown(Step step, SandboxRule rule) {
        String shown = lab.dashboard(rule).getOrDefault("orders", "");
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
