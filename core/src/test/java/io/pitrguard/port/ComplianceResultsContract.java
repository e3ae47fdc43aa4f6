package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.ComplianceResults.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ComplianceResults} does. */
public abstract class ComplianceResultsContract {
    /** The name of the rule. */
    protected static final String RULE = "pitr-guard";

    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final Instant EARLY = Instant.parse("2026-11-22T09:00:00.123Z");
    private static final Instant LATE = Instant.parse("2026-11-22T09:00:00.124Z");

    /** The results to test; the rule has none yet. */
    protected abstract ComplianceResults results();

    /** A ticket that is good. */
    protected abstract Ticket ticket();

    /** From now on no ticket given so far is good. */
    protected abstract void expireTickets();

    /** The next so many evaluations of a resource are not taken. */
    protected abstract void failEvaluations(String resourceId, int times);

    /** From now on every call fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    /** The newest evaluation of each resource, by its id, those that do not apply included. */
    protected abstract Map<String, Evaluation> known();

    @ParameterizedTest
    @EnumSource
    void takesEachCompliance(Compliance compliance) {
        Evaluation orders = evaluation("orders", compliance, EARLY);

        assertThat(report(orders)).isEqualTo(new Result.Success<>(List.of()));

        assertThat(known()).containsExactly(entry("orders", orders));
    }

    @Test
    void takesAnnotationsOf256CharactersOfAnyKind() {
        Evaluation orders = new Evaluation(TABLE, "orders", Compliance.COMPLIANT, "Möwe 🐦 \"\\ ".repeat(23), EARLY);

        assertThat(report(orders)).isEqualTo(new Result.Success<>(List.of()));

        assertThat(known()).containsExactly(entry("orders", orders));
    }

    @Test
    void takes100AtOnceAndNoMore() {
        assertThat(results().report(ticket(), many(100))).isEqualTo(new Result.Success<>(List.of()));
        assertThat(known()).hasSize(100);

        assertThat(results().report(ticket(), many(101)))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.REFUSED));
    }

    @Test
    void takesThatThereIsNothingToSay() {
        assertThat(results().report(ticket(), List.of())).isEqualTo(new Result.Success<>(List.of()));
        assertThat(known()).isEmpty();
    }

    @Test
    void keepsTheNewerResultWhateverTheOrderOfArrival() {
        Evaluation newer = evaluation("orders", Compliance.NON_COMPLIANT, LATE);
        report(newer);
        report(evaluation("orders", Compliance.COMPLIANT, EARLY));

        assertThat(known()).containsExactly(entry("orders", newer));
    }

    @Test
    void replacesResultsOfTheSameMomentAndOlderOnes() {
        report(evaluation("orders", Compliance.COMPLIANT, EARLY));
        report(evaluation("orders", Compliance.NON_COMPLIANT, EARLY));
        assertThat(known().get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT);

        report(evaluation("orders", Compliance.NOT_APPLICABLE, LATE));
        assertThat(known().get("orders").compliance()).isEqualTo(Compliance.NOT_APPLICABLE);
    }

    @Test
    void recordsNothingInATestWhateverTheToken() {
        Ticket test = new Ticket("TESTMODE", true);

        assertThat(results().report(test, many(3))).isEqualTo(new Result.Success<>(List.of()));
        assertThat(known()).isEmpty();
    }

    @Test
    void takesNothingUnderATokenThatIsNotGood() {
        Ticket old = ticket();
        expireTickets();

        for (Ticket bad : List.of(old, new Ticket("no such token", false))) {
            assertThat(results().report(bad, many(1)))
                    .isInstanceOfSatisfying(
                            Result.Failure.class,
                            failed -> assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.DENIED));
        }
        assertThat(known()).isEmpty();
    }

    @Test
    void namesWhatItDidNotTakeAndKeepsTheRest() {
        failEvaluations("table-1", 1);
        List<Evaluation> three = many(3);

        assertThat(results().report(ticket(), three)).isEqualTo(new Result.Success<>(List.of(three.get(1))));
        assertThat(known()).containsOnlyKeys("table-0", "table-2");

        assertThat(results().report(ticket(), List.of(three.get(1)))).isEqualTo(new Result.Success<>(List.of()));
        assertThat(known()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 250})
    void givesTheIdsOfAllThatItHoldsPageByPage(int count) {
        List<Evaluation> all = many(count);
        for (int from = 0; from < count; from += 100) {
            results().report(ticket(), all.subList(from, Math.min(count, from + 100)));
        }

        assertThat(held())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Evaluation::resourceId).toList());
    }

    @Test
    void holdsNothingOfTablesThatItDoesNotApplyTo() {
        report(evaluation("orders", Compliance.COMPLIANT, EARLY));
        report(evaluation("carts", Compliance.NON_COMPLIANT, EARLY));
        report(evaluation("users", Compliance.NOT_APPLICABLE, EARLY));

        assertThat(held()).containsExactlyInAnyOrder("orders", "carts");
    }

    @Test
    void givesOnlyTables() {
        report(new Evaluation("AWS::DynamoDB::GlobalTable", "proposal", Compliance.COMPLIANT, "On.", EARLY));

        assertThat(held()).isEmpty();
    }

    @Test
    void namesTheRuleThatThereIsNot() {
        assertThat(results().held("no-such-rule", Optional.empty()))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().message()).contains("no-such-rule"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItFails(Cause.Kind kind) {
        fail(kind);

        assertThat(results().report(ticket(), many(1)))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
        assertThat(results().held(RULE, Optional.empty()))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
        assertThat(known()).isEmpty();
    }

    private Result<List<Evaluation>> report(Evaluation evaluation) {
        return results().report(ticket(), List.of(evaluation));
    }

    private List<String> held() {
        List<String> ids = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Result<Page<List<String>>> held = results().held(RULE, token);
            assertThat(held).isInstanceOf(Result.Success.class);
            ids.addAll(held.success().orElseThrow().content());
            token = held.success().orElseThrow().next();
        } while (token.isPresent());
        return ids;
    }

    private static List<Evaluation> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> evaluation("table-" + i, Compliance.COMPLIANT, EARLY))
                .toList();
    }

    private static Evaluation evaluation(String id, Compliance compliance, Instant orderedAt) {
        return new Evaluation(TABLE, id, compliance, "It is " + compliance + ".", orderedAt);
    }
}
