package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/deploy.md tells what is deployed as it is; {@code -Dpitrguard.docs=write} writes its table of options anew. */
class DeployDocTest {
    private static final Path FILE = Path.of("..", "docs", "deploy.md");
    private static final String BEGIN = "<!-- options: written by a test of infra/ -->\n";
    private static final String END = "<!-- /options -->";

    @Test
    void listsTheOptions() throws IOException {
        String text = Files.readString(FILE);
        String now =
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table() + text.substring(text.indexOf(END));
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
    }

    @Test
    void countsTheAlarms() throws IOException {
        int alarms = Synth.resources(Deployed.with(Map.of()), "AWS::CloudWatch::Alarm")
                .size();

        assertThat(Files.readString(FILE)).contains("| " + alarms + " alarms, one above them, a dashboard |");
    }

    private static String table() {
        return Arrays.stream(Option.values())
                .map(option -> "| `%s` | %s | %s |\n"
                        .formatted(
                                option.key(),
                                option.standard().isEmpty() ? "none" : "`" + option.standard() + "`",
                                option.meaning()))
                .collect(Collectors.joining("", "| key | default | meaning |\n|---|---|---|\n", ""));
    }
}
