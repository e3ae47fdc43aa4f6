package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.infra.TemplateDiff.Added;
import io.pitrguard.infra.TemplateDiff.Changed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateDiffTest {
    @Test
    void findsNothingBetweenEqualTemplates() {
        Map<String, Object> template = Map.of("a", List.of(1, Map.of("b", "c")));

        TemplateDiff diff = TemplateDiff.between(template, template);

        assertThat(diff.added()).isEmpty();
        assertThat(diff.changed()).isEmpty();
        assertThat(diff.removed()).isEmpty();
    }

    @Test
    void namesKeysByPath() {
        TemplateDiff diff = TemplateDiff.between(
                Map.of("Resources", Map.of("Key", "mine", "Topic", Map.of("Name", "a"))),
                Map.of("Resources", Map.of("Trail", "new", "Topic", Map.of("Name", "b"))));

        assertThat(diff.added()).containsExactly(new Added(List.of("/Resources/Trail"), "new"));
        assertThat(diff.removed()).containsExactly("/Resources/Key");
        assertThat(diff.changed()).containsExactly(new Changed(List.of("/Resources/Topic/Name"), "a", "b"));
    }

    @Test
    void tellsTheSameDifferenceOnce() {
        TemplateDiff diff = TemplateDiff.between(
                Map.of("a", Map.of("x", 1), "b", Map.of("x", 1)),
                Map.of("a", Map.of("x", 2, "t", 3), "b", Map.of("x", 2, "t", 3)));

        assertThat(diff.added()).containsExactly(new Added(List.of("/a/t", "/b/t"), 3));
        assertThat(diff.changed()).containsExactly(new Changed(List.of("/a/x", "/b/x"), 1, 2));
    }

    @Test
    void comparesElementsOfAListThatStandForEachOther() {
        TemplateDiff diff = TemplateDiff.between(
                Map.of("l", List.of(1, Map.of("a", 2), 3)), Map.of("l", List.of(1, Map.of("a", 4), 3)));

        assertThat(diff.changed()).containsExactly(new Changed(List.of("/l/1/a"), 2, 4));
    }

    @Test
    void keepsEqualElementsOfAListOutOfTheDifference() {
        TemplateDiff longer =
                TemplateDiff.between(Map.of("l", List.of(1, 2, 3)), Map.of("l", List.of(7, 1, 2, 8, 9, 3)));
        TemplateDiff shorter = TemplateDiff.between(Map.of("l", List.of(1, 4, 2, 5)), Map.of("l", List.of(1, 2)));
        TemplateDiff other = TemplateDiff.between(Map.of("l", List.of(1, 2, 3, 4)), Map.of("l", List.of(1, 5, 4)));

        assertThat(longer.added())
                .containsExactly(new Added(List.of("/l/0"), List.of(7)), new Added(List.of("/l/2"), List.of(8, 9)));
        assertThat(shorter.removed()).containsExactly("/l/1", "/l/3");
        assertThat(other.changed()).containsExactly(new Changed(List.of("/l/1"), List.of(2, 3), List.of(5)));
    }
}
