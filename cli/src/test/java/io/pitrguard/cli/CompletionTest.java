package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pitr-guard completion}: the scripts in real shells; one that is not installed is skipped. */
class CompletionTest {
    /** Types a word after others into zsh on a terminal, lists what it offers, and ends. */
    private static final String IN_ZSH = """
            zmodload zsh/zpty
            zpty -b shell zsh -f -i
            zpty -w shell "PS1='' LISTMAX=1000; stty -echo cols 200 rows 200; autoload -Uz compinit; compinit -D -u; source '$1'; print REA''DY"
            out=''
            while [[ $out != *READY* ]]; do zpty -r -t shell chunk || sleep 0.05; out+=$chunk; chunk=''; done
            out=''
            zpty -w -n shell "$2"$'\\t\\t'
            for i in {1..100}; do
              zpty -r -t shell chunk && out+=$chunk
              chunk=''
              [[ $out == *$~3* ]] && break
              sleep 0.05
            done
            zpty -d shell
            print -r -- "$out"
            """;

    @TempDir
    private Path folder;

    private Path script(String shell) throws IOException {
        return Files.writeString(
                folder.resolve("pitr-guard." + shell),
                Cli.run("completion", shell).ends(0).out());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private static void assumeInstalled(String shell) {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, shell))),
                shell + " is not installed");
    }

    private List<String> inBash(String typed) throws IOException, InterruptedException {
        assumeInstalled("bash");
        String words = typed.endsWith(" ") ? typed + "''" : typed;
        return run(
                        "bash",
                        "--noprofile",
                        "--norc",
                        "-c",
                        """
                        source "$1" && COMP_WORDS=(%s) && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) \\
                        && COMP_LINE="%s" && COMP_POINT=${#COMP_LINE} && _complete_pitr-guard; printf '%%s\\n' "${COMPREPLY[@]}"
                        """.formatted(words, typed),
                        "bash",
                        script("bash").toString())
                .lines()
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "pitr-guard swe, sweep",
        "pitr-guard policy ch, check",
        "pitr-guard completion , fish",
        "pitr-guard invoke d, drift",
        "pitr-guard sweep --wi, --wide",
        "pitr-guard status --qu, --quiet",
        "'pitr-guard sweep --output ', jsonl",
        "'pitr-guard help ', sweep"
    })
    void bashOffers(String typed, String offered) throws IOException, InterruptedException {
        assertThat(inBash(typed.startsWith("pitr-guard completion") ? "pitr-guard completion " : typed))
                .contains(offered)
                .doesNotContain("train");
    }

    @Test
    void bashFindsItUnderEveryPath() throws IOException, InterruptedException {
        assumeInstalled("bash");

        assertThat(run(
                        "bash",
                        "--norc",
                        "-c",
                        "source \"$1\" && complete -p pitr-guard",
                        "bash",
                        script("bash").toString()))
                .contains("-F _complete_pitr-guard pitr-guard");
    }

    @ParameterizedTest
    @CsvSource({"pitr-guard swe, sweep", "pitr-guard policy ex, explain", "pitr-guard sweep --wi, --wide"})
    void zshOffers(String typed, String offered) throws IOException, InterruptedException {
        assumeInstalled("zsh");

        assertThat(run("zsh", "-f", "-c", IN_ZSH, "zsh", script("zsh").toString(), typed, "*" + offered + "*"))
                .contains(offered);
    }

    @ParameterizedTest
    @CsvSource({
        "pitr-guard swe, sweep",
        "pitr-guard policy ch, check",
        "'pitr-guard completion ', fish",
        "'pitr-guard invoke ', config-rule",
        "pitr-guard sweep --wi, --wide",
        "./pitr-guard status --qu, --quiet",
        "'pitr-guard sweep --output ', jsonl",
        "'pitr-guard policy check --output ', json",
        "'pitr-guard policy check pol', policy.yaml"
    })
    void fishOffers(String typed, String offered) throws IOException, InterruptedException {
        assumeInstalled("fish");
        Files.createFile(folder.resolve("policy.yaml"));

        assertThat(offersOfFish(typed)).contains(offered).doesNotContain("train");
    }

    private List<String> offersOfFish(String typed) throws IOException, InterruptedException {
        return Arrays.stream(run(
                                "fish",
                                "--no-config",
                                "-c",
                                "cd '" + folder + "'; source '" + script("fish") + "'; complete -C '" + typed + "'")
                        .split("\n"))
                .map(line -> line.split("\t", 2)[0])
                .toList();
    }

    @Test
    void fishOffersNoOptionOfAnotherCommandAndNoFileWhereNoneIsMeant() throws IOException, InterruptedException {
        assumeInstalled("fish");
        Files.createFile(folder.resolve("stray.txt"));

        assertThat(offersOfFish("pitr-guard history --")).contains("--newest").doesNotContain("--fix", "--send-test");
        assertThat(offersOfFish("pitr-guard sweep ")).doesNotContain("stray.txt", "check");
        assertThat(offersOfFish("pitr-guard policy "))
                .contains("check", "explain")
                .doesNotContain("stray.txt");
    }

    @Test
    void fishHasEveryCommandAndOption() {
        String script = CompletionCommand.script(CompletionCommand.Shell.fish);

        assertThat(script.lines()).allMatch(line -> line.startsWith("complete -c pitr-guard "));
        CommonOptionsTest.commands().forEach(command -> {
            assertThat(script).contains(" -a " + command.getCommandName() + " ");
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(script)
                            .contains(" -l " + option.longestName().substring(2) + " "));
        });
    }
}
