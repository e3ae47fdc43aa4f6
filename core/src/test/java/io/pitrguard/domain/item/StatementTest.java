package io.pitrguard.domain.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static final TableRef TABLE = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "SELECT * FROM {table},SELECT * FROM \"orders\"",
                "select pk from {table} where total < 0,select pk from \"orders\" where total < 0",
                "SELECT * FROM {table}.\"by-day\" WHERE day = 'from {table};?',SELECT * FROM \"orders\".\"by-day\" WHERE day = 'from {table};?'",
                "SELECT \"from {table}\" FROM {table} WHERE a = 'it''s',SELECT \"from {table}\" FROM \"orders\" WHERE a = 'it''s'",
                "SELECT * FROM   {table}\tWHERE a = 1,SELECT * FROM   \"orders\"\tWHERE a = 1"
            })
    void namesTheTable(String text, String named) {
        assertThat(Statement.of(text).on(TABLE)).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DELETE FROM {table} WHERE pk = '1'",
                "INSERT INTO {table} VALUE {'pk': 'SELECT * FROM {table}'}",
                "SELECTED FROM {table}",
                "SELECT * FROM other",
                "SELECT * FROM {table} WHERE a IN (SELECT * FROM other)",
                "SELECT * FROM {tables}",
                "SELECT * FROM {table}x",
                "SELECT {table} FROM {table}",
                "SELECT * FROM '{table}'",
                "SELECT * FROM {table}; DELETE FROM {table}",
                "SELECT * FROM {table} ;"
            })
    void refusesWhateverDoesMoreThanReadingOneTable(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Statement.of(text));
    }

    @Test
    void hasAParameterForEachQuestionMark() {
        List<ItemValue> two = List.of(new ItemValue.Text("a"), new ItemValue.Text("b"));

        assertThat(new Statement("SELECT * FROM {table} WHERE a = ? AND b = ? AND c = '?'", two).parameters())
                .isEqualTo(two);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Statement("SELECT * FROM {table} WHERE a = ?", two))
                .withMessageContaining("question marks");
    }
}
