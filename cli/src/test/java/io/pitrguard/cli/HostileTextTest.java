package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every output of every command with text from outside that would steer a terminal, forge a line or hide. */
class HostileTextTest {
    private static final String HOSTILE =
            "\u001B[2J\u0007\u009B31m\u202E\u2066\u061C\u200B\u200F\uFEFF\u2028 \r\nEVIL: forged\n";
    private static final String IN_YAML =
            "\"\\e[2J\\a\\x9b31m\\u202e\\u2066\\u061c\\u200b\\u200f\\ufeff\\u2028 \\r\\nEVIL: forged\\n\"";

    private final Cli cli = Cli.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void noOutputCarriesIt() {
        cli.sandbox()
                .tables()
                .create("orders")
                .tags(Map.of(
                        "pitr-guard:exempt-reason", HOSTILE.replaceAll("[^ -~]", "\u202E"),
                        "pitr-guard:exempt-owner", "a\u200Bb",
                        "pitr-guard:exempt-until", "2027\u061C-01-01"));
        cli.sandbox().tables().create("scratch");
        String policy = Cli.file(
                folder,
                "policy.yaml",
                "version: 1\nrules:\n  - name: exempt\n    match: { table: scratch }\n    exempt: { reason: " + IN_YAML
                        + ", owner: " + IN_YAML + ", until: 2027-03-31 }\n  - name: all\n    require: {"
                        + " recoveryPeriodDays: 35 }\n    action: remediate\n");
        String broken =
                Cli.file(folder, "broken.yaml", "version: 1\n" + IN_YAML + ": 1\nrules:\n  - name: " + IN_YAML + "\n");
        String event = Cli.file(folder, "event.json", "{\"detail-type\": \"\\u202e\\u001b[2J\"}");
        String forged = folder + "/\u202E\u001B[2J.yaml";

        List<CommandResult> results = new ArrayList<>(List.of(
                Cli.run("policy", "check", policy),
                Cli.run("policy", "check", broken),
                Cli.run("policy", "check", forged),
                Cli.run("policy", "explain", policy, "--table", "scratch"),
                Cli.run("policy", "explain", policy, "--table", HOSTILE),
                Cli.run("policy", "explain", policy, "--table", "orders", "--tag", "k=" + HOSTILE),
                Cli.run("sweep", "--output", HOSTILE),
                Cli.run("sweep", "--region", HOSTILE),
                Cli.run("sweep", "--profile", HOSTILE),
                Cli.run("sweep", "--policy", forged),
                Cli.run("sweep", HOSTILE),
                Cli.run("acknowledge", "orders", "--reason", HOSTILE, "--by", HOSTILE),
                Cli.run("history", "orders", "--ledger", HOSTILE),
                Cli.run("redrive", "--queue", HOSTILE),
                Cli.run("doctor", "--name", HOSTILE),
                Cli.run("invoke", "sweep", "--event", event),
                Cli.run("invoke", "sweep", "--event", forged),
                Cli.run("invoke", HOSTILE, "--event", event)));
        for (String format : List.of("text", "json", "jsonl", "csv", "junit")) {
            results.add(cli.sweep("--policy", policy, "--output", format));
        }
        results.add(cli.sweep("--policy", policy, "--fix"));
        cli.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));
        results.add(cli.sweep("--policy", policy));

        assertThat(results).allSatisfy(result -> {
            assertThat(unsafe(result.out())).as("out: %s", result.out()).isEmpty();
            assertThat(unsafe(result.err())).as("err: %s", result.err()).isEmpty();
        });
    }

    /** Text from outside may hold such sequences, too: one that hides what follows must not pass as a colour. */
    @ParameterizedTest
    @ValueSource(strings = {"\033[8m", "\033[30m", "\033[7m", "\033[5m", "\033[33m", "\033[34m", "\033[38;5;16m"})
    void onlyTheColoursOfTablesPass(String hides) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintableWriter(new PrintWriter(text), () -> true);

        out.print(hides + "hidden");
        out.flush();

        assertThat(text.toString()).isEqualTo("\\u001b" + hides.substring(1) + "hidden");
    }

    /** Help is in picocli's colours, of which none may be escaped, or where there are no colours in none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void helpHasItsColours(boolean coloured) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintableWriter(new PrintWriter(text), () -> coloured);

        Main.commandLine(new Screen(80, coloured)).setOut(out).execute("sweep", "--help");

        assertThat(text.toString()).doesNotContain("\\u001b");
        assertThat(text.toString().contains("\033[")).isEqualTo(coloured);
    }

    /** On a terminal colours pass, and nothing else does. */
    @Test
    void onlyColoursPassOnTerminal() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintableWriter(new PrintWriter(text), () -> true);

        out.printf("\033[38;5;196mred\033[0m %s%n", HOSTILE.replace("\n", ""));
        out.print('\u202E');
        out.write(new char[] {'a', '\u200B'}, 0, 2);
        out.flush();

        assertThat(text.toString())
                .startsWith("\033[38;5;196mred\033[0m \\u001b[2J")
                .endsWith("\\u202ea\\u200b");
        assertThat(unsafe(text.toString().replaceAll("\033\\[[\\d;]+m", ""))).isEmpty();
        assertThat(PrintableWriter.raw(out)).isNotSameAs(out);
        assertThat(PrintableWriter.raw(new PrintWriter(text))).isNotInstanceOf(PrintableWriter.class);
    }

    private static List<String> unsafe(String text) {
        assertThat(text.lines()).noneMatch(line -> line.strip().startsWith("EVIL"));
        return text.replace("\r\n", "\n")
                .codePoints()
                .filter(c -> c != '\n')
                .filter(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)
                .mapToObj("U+%04X"::formatted)
                .toList();
    }
}
