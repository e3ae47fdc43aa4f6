package io.pitrguard.domain.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * A grid of words: the first row names the columns, the first column names the rows.
 *
 * @param columns their names
 * @param rows each with its name first
 */
record TruthTable(List<String> columns, List<List<String>> rows) {
    /** What a cell is to say of its row and column. */
    interface Expectation {
        void check(SoftAssertions softly, String row, String column, String cell);
    }

    static TruthTable parse(String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
        List<String> header = lines.getFirst();
        for (List<String> line : lines) {
            if (line.size() != header.size()) {
                throw new IllegalArgumentException("ragged: " + line);
            }
        }
        return new TruthTable(header.subList(1, header.size()), lines.subList(1, lines.size()));
    }

    List<String> rowNames() {
        return rows.stream().map(List::getFirst).toList();
    }

    /** Checks every cell and names all that are wrong. */
    void checkAll(Expectation expectation) {
        List<String> checked = new ArrayList<>();
        SoftAssertions.assertSoftly(softly -> {
            for (List<String> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    expectation.check(softly, row.getFirst(), columns.get(i), row.get(i + 1));
                    checked.add(row.getFirst());
                }
            }
            softly.assertThat(checked).hasSize(rows.size() * columns.size()).isNotEmpty();
        });
    }
}
