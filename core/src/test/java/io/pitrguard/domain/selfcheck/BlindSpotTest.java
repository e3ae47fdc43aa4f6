package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlindSpotTest {
    @Test
    void anotherFindingAboutTheSameComponentIsAnotherBlindSpot() {
        BlindSpot none = new BlindSpot(Component.TRAIL, "There is none.");
        BlindSpot stopped = new BlindSpot(Component.TRAIL, "It is stopped.");
        BlindSpot recorder = new BlindSpot(Component.RECORDER, "There is none.");

        assertThat(new TreeSet<>(List.of(none, stopped, recorder, none))).containsExactly(recorder, stopped, none);
    }

    @ParameterizedTest
    @EnumSource
    void componentsHaveNames(Component component) {
        assertThat(Component.named(component.kind())).contains(component);
        assertThat(Component.named("Moon")).isEmpty();
    }
}
