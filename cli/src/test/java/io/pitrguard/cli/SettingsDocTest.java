package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.Copying;
import io.pitrguard.domain.settings.Description;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/settings.md lists every setting; {@code -Dpitrguard.docs=write} rewrites its table. */
class SettingsDocTest {
    private static final Path FILE = Path.of("..", "docs", "settings.md");
    private static final String BEGIN = "<!-- settings: written by a test -->\n";
    private static final String END = "<!-- /settings -->";

    @Test
    void listsEverySetting() throws IOException {
        String page = Files.readString(FILE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String now = page.substring(0, from) + table() + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
    }

    private static String table() {
        return "| Setting | | Carried | Copied | Know | Read | Write |\n|---|---|---|---|---|---|---|\n"
                + Settings.ALL.stream().map(SettingsDocTest::row).collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        Description all = setting.description();
        return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        all.key(),
                        all.title(),
                        all.carried().word(),
                        copied(all.copying()),
                        all.copying().words().replace("|", "\\|"),
                        actions(all.reads()),
                        actions(all.writes()));
    }

    private static String copied(Copying copying) {
        return switch (copying) {
            case Copying.Automatic _ -> "yes";
            case Copying.Confirmed _ -> "once confirmed";
            case Copying.ReportOnly _ -> "never";
            case Copying.ByHand _ -> "never; not compared";
        };
    }

    private static String actions(Set<String> actions) {
        return actions.stream()
                .sorted()
                .map(action -> "`" + action.replace("dynamodb:", "") + "`")
                .collect(Collectors.joining(", "));
    }
}
