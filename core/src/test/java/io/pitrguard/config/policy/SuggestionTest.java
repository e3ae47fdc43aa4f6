package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
    private static final List<String> KEYS = List.of("name", "match", "require", "action", "exempt");

    @ParameterizedTest
    @CsvSource({
        "nmae,name",
        "Name,name",
        "matches,",
        "macth,match",
        "requires,require",
        "REQIRE,require",
        "acton,action"
    })
    void suggestsTheNearestKey(String word, String meant) {
        assertThat(Suggestion.of(word, KEYS).orElse(null)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "priority", "x", "description"})
    void suggestsNothingForWhatIsTooFarAway(String word) {
        assertThat(Suggestion.of(word, KEYS)).isEmpty();
    }
}
