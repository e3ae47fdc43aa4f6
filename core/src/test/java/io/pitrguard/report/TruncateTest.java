package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TruncateTest {
    @Test
    void leavesWhatFits() {
        assertThat(Truncate.list(List.of("a", "b"), 2)).containsExactly("a", "b");
    }

    @Test
    void countsWhatItLeavesOut() {
        assertThat(Truncate.list(List.of("a", "b", "c"), 1)).containsExactly("a", "… and 2 more");
    }
}
