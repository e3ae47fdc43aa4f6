package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.DrillBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checks of a million items need no more memory than those of a few. */
class DrillHeapTest {
    private static final int MILLION = 1_000_000;

    // The keys alone would take several times as much.
    private static final String HEAP = "-Xmx48m";

    @Test
    void checksAMillionItemsInASmallHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        VastDrill.class.getName(),
                        Integer.toString(MILLION))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        // Its items have no time, so that the time attribute proves nothing.
        assertThat(output).startsWith("NOT_PROVEN ").contains(MILLION + " items");
    }

    @Test
    void holdsAPageAtMost() {
        DrillTestBed bed = new DrillTestBed();
        VastItems items = new VastItems(100_000, _ -> 4_000, bed.time);
        bed.read = items;
        bed.budget = new DrillBudget(1, 1, Optional.empty(), DrillBudget.MOST_READS);

        bed.drill(DrillTestBed.plain());

        assertThat(items.most).isLessThanOrEqualTo(1 + VastItems.PAGE_BYTES / 4_000);
    }
}
