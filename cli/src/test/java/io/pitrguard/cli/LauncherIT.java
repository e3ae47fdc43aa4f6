package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, on a machine that has only what a test gives it. */
@EnabledOnOs(OS.LINUX)
class LauncherIT {
    private static final String BUILDING =
            "pitr-guard: building (first use, or the sources changed); this takes a minute or two…\n";
    private static final String BUILDING_ITEMS =
            "pitr-guard: building the database that the demo and the sandbox need (first use, or the sources changed)…\n";

    @TempDir
    private Path root;

    private LauncherMachine machine;

    @BeforeEach
    void prepare() throws IOException {
        machine = new LauncherMachine(root.toRealPath());
    }

    private static Map<String, String> javaHome(Path jdk) {
        return Map.of("JAVA_HOME", jdk.toString());
    }

    /** Which JDK it takes. */
    @Nested
    class FindsAJdk {
        @BeforeEach
        void build() throws IOException {
            machine.built();
        }

        @Test
        void takesJavaHomeFirst() throws Exception {
            machine.onPath(machine.jdk("on-path", "26"));

            assertThat(machine.run(javaHome(machine.jdk("chosen", "25.0.1")))
                            .ends(0)
                            .out())
                    .startsWith("25.0.1\n");
        }

        @Test
        void passesOverAJavaHomeThatIsTooOld() throws Exception {
            machine.onPath(machine.jdk("on-path", "26"));

            assertThat(machine.run(javaHome(machine.jdk("old", "21.0.4")))
                            .ends(0)
                            .out())
                    .startsWith("26\n");
        }

        @Test
        void passesOverAJavaHomeThatIsNone() throws Exception {
            machine.onPath(machine.jdk("on-path", "25"));

            assertThat(machine.run(javaHome(root.resolve("missing"))).ends(0).out())
                    .startsWith("25\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "usr/lib/jvm/some-jdk",
                    "usr/java/some-jdk",
                    "opt/java/some-jdk",
                    "opt/jdk-25",
                    "home/.sdkman/candidates/java/some-jdk",
                    "home/.jdks/some-jdk",
                    "Library/Java/JavaVirtualMachines/some-jdk/Contents/Home",
                    "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home"
                })
        void looksIntoTheUsualFoldersAtLast(String folder) throws Exception {
            machine.onPath(machine.jdk("usr/lib/jvm/a-jdk-17", "17.0.12"));
            machine.jdk(folder, "25.0.3");

            assertThat(machine.run(javaHome(machine.jdk("old", "1.8.0_402")))
                            .ends(0)
                            .out())
                    .startsWith("25.0.3\n");
        }

        @Test
        void saysHowToGetOneWhenThereIsNone() throws Exception {
            machine.onPath(machine.jdk("usr/lib/jvm/java-17", "17.0.12"));

            machine.run(javaHome(machine.jdk("old", "24.0.2")), "sweep")
                    .refuses(
                            1,
                            "pitr-guard: requires a JDK 25 or newer and found none (checked JAVA_HOME, PATH and the"
                                    + " usual folders).",
                            "pitr-guard: Get one from your package manager or adoptium.net, or set JAVA_HOME to it.");
        }
    }

    /** What it starts, once all is built. */
    @Nested
    class StartsTheProgram {
        private Path jdk;

        @BeforeEach
        void build() throws IOException {
            machine.built();
            jdk = machine.jdk("jdk", "25");
        }

        @Test
        void handsOnEveryArgumentAsItIs() throws Exception {
            CommandResult ran =
                    machine.run(javaHome(jdk), "sweep", "--policy", "my policy.yaml", "", "a*b", "\"$HOME\"");

            assertThat(ran.ends(0).out())
                    .contains("<" + machine.app() + "/lib/one.jar:" + machine.app() + "/lib/two.jar>")
                    .endsWith(
                            "<io.pitrguard.cli.Main>\n<sweep>\n<--policy>\n<my policy.yaml>\n<>\n<a*b>\n<\"$HOME\">\n")
                    .as("not a terminal")
                    .doesNotContain("tty");
        }

        /** Case 11: as in the AWS CLI; the SDK itself fails at them. */
        @Test
        void takesEmptyVariablesForNotSet() throws Exception {
            Map<String, String> environment =
                    Map.of("JAVA_HOME", jdk.toString(), "AWS_MAX_ATTEMPTS", "", "AWS_REGION", "eu-west-1");

            assertThat(machine.run(environment, "sweep").ends(0).out())
                    .contains("AWS_MAX_ATTEMPTS: not set, AWS_REGION: eu-west-1\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 64})
        void endsWithTheExitCodeOfTheProgram(int code) throws Exception {
            machine.run(Map.of("JAVA_HOME", jdk.toString(), "EXIT_CODE", Integer.toString(code)))
                    .ends(code);
        }

        @Test
        void canBeCalledThroughALink() throws Exception {
            Path link = Files.createSymbolicLink(root.resolve("pg"), machine.launcher());

            assertThat(machine.run(link, javaHome(jdk), "--help").ends(0).out()).contains("<--help>");
        }

        @Test
        void preparesAFastStartOncePerJdk() throws Exception {
            String archive = "<-XX:AOTCache=" + machine.app() + "/pitr-guard.aot>";

            CommandResult first = machine.run(javaHome(jdk), "sweep").ends(0);
            CommandResult second = machine.run(javaHome(jdk), "sweep").ends(0);
            CommandResult other =
                    machine.run(javaHome(machine.jdk("other", "26")), "sweep").ends(0);

            assertThat(first.err()).isEqualTo("pitr-guard: preparing a fast start…\n");
            assertThat(first.out()).contains(archive);
            assertThat(second.err()).isEmpty();
            assertThat(second.out()).contains(archive);
            assertThat(other.err()).isEqualTo("pitr-guard: preparing a fast start…\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "--help", "-h", "--version", "help sweep", "sweep --help"})
        void startsTheHelpWithAFewClasses(String arguments) throws Exception {
            assertThat(machine.run(javaHome(jdk), arguments.isEmpty() ? new String[0] : arguments.split(" "))
                            .ends(0)
                            .out())
                    .contains("<-XX:AOTCache=" + machine.app() + "/help.aot>");
        }

        @Test
        void goesOnWithoutAFastStart() throws Exception {
            CommandResult ran = machine.run(Map.of("JAVA_HOME", jdk.toString(), "TRAINING_FAILS", "yes"), "sweep")
                    .ends(0);

            assertThat(ran.out()).endsWith("<sweep>\n").doesNotContain("AOTCache");
            assertThat(ran.err())
                    .contains("could not prepare a fast start (see " + machine.app()
                            + "/train.log); continuing without it.");
        }
    }

    /** How it builds itself. */
    @Nested
    class BuildsItself {
        private Path jdk;

        @BeforeEach
        void install() throws IOException {
            jdk = machine.jdk("jdk", "25");
        }

        @Test
        void buildsOnFirstUseAndSaysSo() throws Exception {
            machine.maven();

            CommandResult first = machine.run(javaHome(jdk), "sweep").ends(0);
            CommandResult second = machine.run(javaHome(jdk), "sweep").ends(0);

            assertThat(first.out())
                    .startsWith("25\n")
                    .endsWith("<sweep>\n")
                    .as("the database of the demo")
                    .doesNotContain("sandbox-items");
            assertThat(first.err()).startsWith(BUILDING).doesNotContain(BUILDING_ITEMS);
            assertThat(second.err()).isEmpty();
            assertThat(machine.builds()).hasSize(1).first().asString().contains("-pl cli -am", "test.skip", "package");
        }

        @ParameterizedTest
        @ValueSource(strings = {"demo", "sandbox"})
        void buildsTheDatabaseWithItForThoseWhoNeedIt(String command) throws Exception {
            machine.maven();

            CommandResult first = machine.run(javaHome(jdk), command).ends(0);
            CommandResult second = machine.run(javaHome(jdk), command).ends(0);

            assertThat(first.err()).startsWith(BUILDING + BUILDING_ITEMS);
            assertThat(second.err()).isEmpty();
            assertThat(machine.builds())
                    .singleElement()
                    .asString()
                    .contains("-pl cli,sandbox-items -am", "test.skip", "package");
            assertThat(second.out())
                    .as("behind what the cache was made with")
                    .contains("/lib/two.jar:" + machine.items() + "/lib/*>")
                    .endsWith("<" + command + ">\n");
        }

        @Test
        void buildsTheDatabaseAloneWhenTheProgramIsBuilt() throws Exception {
            machine.maven();
            machine.run(javaHome(jdk), "sweep").ends(0);

            CommandResult demo = machine.run(javaHome(jdk), "demo").ends(0);

            assertThat(demo.err()).isEqualTo(BUILDING_ITEMS);
            assertThat(machine.builds()).hasSize(2).last().asString().contains("-pl sandbox-items -am");
        }

        @Test
        void buildsAgainAfterAChange() throws Exception {
            machine.maven();
            machine.run(javaHome(jdk)).ends(0);
            machine.changeSource("cli");

            assertThat(machine.run(javaHome(jdk)).ends(0).err()).startsWith(BUILDING);
            assertThat(machine.builds()).hasSize(2);
        }

        @Test
        void buildsTheDatabaseAgainAfterAChangeOfItWhenItIsNeeded() throws Exception {
            machine.maven();
            machine.run(javaHome(jdk), "demo").ends(0);
            machine.changeSource("sandbox-items");

            assertThat(machine.run(javaHome(jdk), "sweep").ends(0).err()).isEmpty();
            assertThat(machine.run(javaHome(jdk), "demo").ends(0).err()).isEqualTo(BUILDING_ITEMS);
        }

        @Test
        void saysThatMavenIsMissing() throws Exception {
            machine.run(javaHome(jdk))
                    .refuses(
                            1,
                            "pitr-guard: requires Maven (mvn) to build itself. Install it with your package manager.");
        }

        @Test
        void saysThatNodeIsMissing() throws Exception {
            machine.maven();
            machine.withoutNode();

            machine.run(javaHome(jdk))
                    .refuses(
                            1,
                            "pitr-guard: requires Node 20 or newer (node) to build its report page. Install it with your package manager.");
        }

        @Test
        void buildsAgainAfterAChangeOfThePage() throws Exception {
            machine.maven();
            machine.run(javaHome(jdk)).ends(0);
            machine.changeSource("report-page");

            assertThat(machine.run(javaHome(jdk)).ends(0).err()).startsWith(BUILDING);
        }

        @Test
        void showsWhyABuildFailedAndTriesAgainNextTime() throws Exception {
            machine.maven("echo 'No such artifact.'; exit 1");

            CommandResult ran = machine.run(javaHome(jdk), "demo").ends(1);

            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains("No such artifact.\npitr-guard: could not build itself; the whole log is in ")
                    .endsWith("/cli/target/build.log\n");
            machine.maven();
            machine.run(javaHome(jdk), "demo").ends(0);
        }
    }
}
