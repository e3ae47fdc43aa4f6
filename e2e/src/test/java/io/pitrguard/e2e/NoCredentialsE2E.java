package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine where nobody set up AWS. */
class NoCredentialsE2E {
    @TempDir
    private Path home;

    private PitrGuard pitrGuard() {
        Map<String, String> environment = new HashMap<>(Repository.environment());
        environment.put("HOME", home.toString());
        environment.remove("AWS_CONFIG_FILE");
        environment.remove("AWS_SHARED_CREDENTIALS_FILE");
        return new PitrGuard(environment);
    }

    @Test
    void withoutCredentialsItSaysHowToGetThem() {
        assertRefused(pitrGuard().with("AWS_REGION", "eu-west-1").run("sweep"), "AWS_PROFILE");
    }

    @Test
    void withoutARegionItSaysHowToNameOne() {
        assertRefused(pitrGuard().run("sweep", "--output", "json"), "--region");
    }

    @Test
    void aProfileThatDoesNotExistIsNamed() {
        PitrGuard wrongProfile = pitrGuard().with("AWS_PROFILE", "no-such").with("AWS_REGION", "eu-west-1");

        assertRefused(wrongProfile.run("sweep"), "AWS_PROFILE");
    }

    @Test
    void aFunctionRunHereSaysTheSame() {
        PitrGuard noCredentials = pitrGuard().with("AWS_REGION", "eu-west-1");

        assertRefused(
                noCredentials.run("invoke", "sweep", "--event", "events/scheduled-sweep/hourly.json"), "AWS_PROFILE");
    }

    @Test
    void whatNeedsNoAwsWorks() throws IOException {
        pitrGuard().run("--help").ends(0);
        pitrGuard().run("policy", "check", "policy.yaml").ends(0);
        assertThat(pitrGuard().run("demo").ends(0).out()).contains("no AWS account is used");
    }

    /** Exit code 1 and one line that names the remedy; no stack trace, nothing on standard output. */
    private static void assertRefused(Run run, String remedy) {
        run.ends(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).as("%s", run).hasSize(1);
        assertThat(run.err())
                .startsWith("pitr-guard: ")
                .contains(remedy)
                .doesNotContain("unexpected failure", "\tat ", "Exception in thread");
    }
}
