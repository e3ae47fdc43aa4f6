package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserTest {
    @Test
    void eachSystemHasItsOwnCommand() {
        assertThat(Browser.of("Mac OS X", Map.of())).contains(new Browser(List.of("open")));
        assertThat(Browser.of("Windows 11", Map.of()))
                .contains(new Browser(List.of("rundll32", "url.dll,FileProtocolHandler")));
        assertThat(Browser.of("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .contains(new Browser(List.of("xdg-open")));
        assertThat(Browser.of("Linux", Map.of("DISPLAY", ":0"))).isPresent();
        assertThat(Browser.of("Linux", Map.of())).as("no desktop").isEqualTo(Optional.empty());
    }

    @Test
    void saysWhyItCouldNotBeOpened() throws InterruptedException {
        Path file = Path.of("report.html").toAbsolutePath();

        assertThat(new Browser(List.of("true")).open(file)).isEmpty();
        assertThat(new Browser(List.of("false")).open(file)).contains("false ended with 1");
        assertThat(new Browser(List.of("no-such-browser")).open(file)).contains("no-such-browser could not be started");
    }
}
