package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project's address is the {@code <url>} of the parent POM; what links to it follows from that. */
class ProjectUrlTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void linksFollowFromThePom() throws IOException {
        Matcher url = Pattern.compile("<url>(https://[^<]+)</url>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(url.find()).isTrue();
        String docs = url.group(1) + "/blob/main";

        assertThat(Option.DOCS_URL.standard()).isEqualTo(docs);
        assertThat(Files.readString(ROOT.resolve("cdk.json"))).contains("\"docsUrl\": \"" + docs + "\"");
        assertThat(Files.readString(ROOT.resolve("docs/deploy.md"))).contains("`docsUrl` (`" + docs + "`)");
    }
}
