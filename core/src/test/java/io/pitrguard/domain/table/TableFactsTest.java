package io.pitrguard.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFactsTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "111122223333", "eu-west-1").table("orders");

    @Test
    void changesOnePartAndKeepsTheRest() {
        TableFacts facts = new TableFacts(ORDERS, Tags.NONE, new Fact.NotRead<>());
        Fact<TableDetails> known = new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 0, true));
        Tags tagged = new Tags.Known(Map.of("tier", "gold"));
        assertThat(facts.with(known)).isEqualTo(new TableFacts(ORDERS, Tags.NONE, known));
        assertThat(facts.with(tagged)).isEqualTo(new TableFacts(ORDERS, tagged, new Fact.NotRead<>()));
    }

    @Test
    void tellsWhatIsMissingAndWhatFailed() {
        Cause cause = new Cause(Cause.Kind.DENIED, "Denied.");
        Set<FactKind> all = Set.of(FactKind.DETAILS);
        TableFacts none = new TableFacts(ORDERS, Tags.NONE);
        TableFacts failed = none.with(new Fact.Unreadable<>(cause));
        TableFacts gone = none.with(new Fact.Gone<>());

        assertThat(none.missing(all)).containsExactly(FactKind.DETAILS);
        assertThat(none.missing(Set.of())).isEmpty();
        assertThat(none.failure(all)).isEmpty();
        assertThat(failed.missing(all)).isEmpty();
        assertThat(failed.failure(all)).contains(cause);
        assertThat(failed.failure(Set.of())).isEmpty();
        assertThat(failed.gone()).isFalse();
        assertThat(gone.gone()).isTrue();
        assertThat(gone.failure(all)).isEmpty();
        assertThat(gone.with(new Fact.NotRead<TableDetails>())).isEqualTo(none);
    }

    @Test
    void concludesNothingFromFactThatIsNotKnown() {
        TableDetails details = new TableDetails(TableStatus.ACTIVE, 0, true);
        TableFacts none = new TableFacts(ORDERS, Tags.NONE);

        assertThat(none.with(new Fact.Known<>(details)).known(FactKind.DETAILS, TableDetails.class))
                .isEqualTo(details);
        assertThatThrownBy(() -> none.known(FactKind.DETAILS, TableDetails.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("DETAILS of table orders is not known");
    }

    @Test
    void takesAndGivesOnlyValuesOfTheKindsType() {
        TableFacts none = new TableFacts(ORDERS, Tags.NONE);

        assertThatThrownBy(() -> none.with(FactKind.DETAILS, new Fact.Known<>("ACTIVE")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DETAILS cannot be Known[value=ACTIVE]");
        assertThatThrownBy(() -> new TableFacts(ORDERS, Tags.NONE, Map.of(FactKind.DETAILS, new Fact.NotRead<>())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> none.get(FactKind.DETAILS, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DETAILS is not of type java.lang.String");
    }

    @Test
    void namesTheFactThatWasNotRead() {
        assertThat(FactKind.DETAILS.notRead())
                .isEqualTo(new Cause(Cause.Kind.OUT_OF_TIME, "The table's description (DescribeTable) was not read."));
        assertThat(FactKind.DETAILS.iamAction()).isEqualTo("dynamodb:DescribeTable");
    }

    @Test
    void defectIsACause() {
        assertThat(Cause.unexpected(new IllegalStateException("odd")))
                .isEqualTo(new Cause(Cause.Kind.BROKEN, "Unexpected failure: java.lang.IllegalStateException: odd"));
    }

    @Test
    void tagsKeepWhatTheyWereGiven() {
        Map<String, String> byKey = new HashMap<>(Map.of("tier", "gold"));
        Tags.Known tags = new Tags.Known(byKey);
        byKey.clear();
        assertThat(tags.byKey()).containsExactly(Map.entry("tier", "gold"));
        assertThat(Tags.NONE.byKey()).isEmpty();
    }

    @Test
    void sizeIsNeverNegative() {
        assertThatThrownBy(() -> new TableDetails(TableStatus.ACTIVE, -1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sizeBytes must not be negative");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, false",
        "UPDATING, true",
        "DELETING, false",
        "ACTIVE, true",
        "INACCESSIBLE_ENCRYPTION_CREDENTIALS, false",
        "ARCHIVING, false",
        "ARCHIVED, false",
        "REPLICATION_NOT_AUTHORIZED, false",
        "UNKNOWN, false"
    })
    void onlyLiveTableMayBeChanged(TableStatus status, boolean changeable) {
        assertThat(status.changeable()).isEqualTo(changeable);
        assertThat(TableStatus.values()).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, true",
        "BROKEN, true",
        "DENIED, false",
        "NOT_YET, false",
        "OUT_OF_TIME, false",
        "MISSING, false",
        "REFUSED, false"
    })
    void onlyPassingCausesAreWorthAnotherTry(Cause.Kind kind, boolean again) {
        assertThat(new Cause(kind, "It is so.").worthAnotherTry()).isEqualTo(again);
        assertThat(Cause.Kind.values()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void causeNeedsMessage(String message) {
        assertThatThrownBy(() -> new Cause(Cause.Kind.BROKEN, message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cause needs a message");
    }

    @Test
    void knowsWhichTableItIsOnlyWhereTheDescriptionSaysSo() {
        TableDetails.Origin origin = new TableDetails.Origin("id-1", Instant.EPOCH);
        TableFacts none = new TableFacts(ORDERS, Tags.NONE);

        assertThat(none.origin()).isEmpty();
        assertThat(none.with(new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 0, true)))
                        .origin())
                .isEmpty();
        assertThat(none.with(new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 0, true, Optional.of(origin))))
                        .origin())
                .contains(origin);
    }
}
