package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FootprintTest {
    @Test
    void isFoundByTheNameThatOptionsUse() {
        assertThat(Footprint.keys()).containsExactly("full", "lean", "minimal");
        assertThat(Footprint.named("lean")).contains(Footprint.LEAN);
        assertThat(Footprint.named("LEAN")).isEmpty();
    }
}
