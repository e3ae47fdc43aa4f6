package io.pitrguard.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFactsTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "111122223333", "eu-west-1").table("orders");

    @Test
    void changesOnePartAndKeepsTheRest() {
        TableFacts facts = new TableFacts(ORDERS, Tags.NONE, TableDetails.NOT_READ);
        TableDetails known = new TableDetails.Known(TableStatus.ACTIVE, 0, true);
        Tags tagged = new Tags.Known(Map.of("tier", "gold"));
        assertThat(facts.with(known)).isEqualTo(new TableFacts(ORDERS, Tags.NONE, known));
        assertThat(facts.with(tagged)).isEqualTo(new TableFacts(ORDERS, tagged, TableDetails.NOT_READ));
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
        assertThatThrownBy(() -> new TableDetails.Known(TableStatus.ACTIVE, -1, false))
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
        "REFUSED, false"
    })
    void onlyPassingCausesAreWorthAnotherTry(Cause.Kind kind, boolean again) {
        assertThat(new Cause(kind, "It is so.").worthAnotherTry()).isEqualTo(again);
        assertThat(Cause.Kind.values()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void causeNeedsMessage(String message) {
        assertThatThrownBy(() -> new Cause(Cause.Kind.BROKEN, message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cause needs a message");
    }
}
