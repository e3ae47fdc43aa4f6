package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exit codes of every command, as the README lists them. 130 and 143 take a process: {@code MainIT}. */
class ExitCodesTest {
    private static final String HOURLY = "--event ../events/scheduled-sweep/hourly.json";
    private static final Consumer<Sandbox> COMPLIANT =
            aws -> aws.tables().create("orders").enabled(35);
    private static final Consumer<Sandbox> DISABLED = aws -> aws.tables().create("orders");
    private static final Consumer<Sandbox> UNREADABLE =
            denied("DescribeContinuousBackups").andThen(COMPLIANT);
    private static final Consumer<Sandbox> NOTHING = _ -> {};

    private final Cli cli = Cli.start();

    @AfterEach
    void close() {
        cli.close();
    }

    private static Consumer<Sandbox> denied(String operation) {
        return aws -> aws.faults().add(Fault.on(operation, Effect.DENIED));
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                arguments("sweep", 0, "", COMPLIANT),
                arguments("sweep", 0, "--allow-empty", NOTHING),
                arguments("sweep", 1, "", NOTHING),
                arguments("sweep", 1, "", denied("ListTables")),
                arguments("sweep", 1, "--policy missing.yaml", COMPLIANT),
                arguments("sweep", 2, "", DISABLED),
                arguments("sweep", 3, "", UNREADABLE),
                arguments("sweep", 64, "--bogus", NOTHING),
                arguments("status", 1, "", NOTHING),
                arguments("status", 64, "orders", NOTHING),
                arguments("history", 1, "orders", NOTHING),
                arguments("history", 64, "", NOTHING),
                arguments("acknowledge", 1, "orders --reason x", NOTHING),
                arguments("acknowledge", 64, "orders", NOTHING),
                arguments("redrive", 1, "", NOTHING),
                arguments("redrive", 64, "--queue here", NOTHING),
                arguments("doctor", 1, "", denied("GetCallerIdentity")),
                arguments("doctor", 2, "", NOTHING),
                arguments("doctor", 64, "--bogus", NOTHING),
                arguments("policy", 0, "check ../policy.yaml", NOTHING),
                arguments("policy", 0, "explain ../policy.yaml --table orders", NOTHING),
                arguments("policy", 1, "check missing.yaml", NOTHING),
                arguments("policy", 1, "check missing.yaml --output json", NOTHING),
                arguments("policy", 64, "", NOTHING),
                arguments("invoke", 0, "sweep " + HOURLY, DISABLED),
                arguments("invoke", 1, "sweep --event missing.json", NOTHING),
                arguments("invoke", 1, "sweep " + HOURLY, denied("ListTables")),
                arguments("invoke", 64, "", NOTHING),
                arguments("sandbox", 64, "--port 65536", NOTHING),
                arguments("demo", 64, "--bogus", NOTHING),
                arguments("help", 0, "sweep", NOTHING),
                arguments("help", 64, "bogus", NOTHING));
    }

    @ParameterizedTest(name = "{0} {2} ends with {1}")
    @MethodSource("codes")
    void endsWithTheCodeThatTheReadmeLists(String command, int code, String more, Consumer<Sandbox> account)
            throws IOException {
        account.accept(cli.sandbox());

        Cli.run((command + " " + more).strip().split(" ")).ends(code);
        assertThat(listed(command)).contains(code);
    }

    /** Returns the codes in the command's row of the README. */
    private static List<Integer> listed(String command) throws IOException {
        String row = Files.readAllLines(Path.of("../README.md")).stream()
                .filter(line -> line.startsWith("| ") && line.split("\\|")[1].contains("`" + command + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of exit codes for " + command));
        return Pattern.compile("\\d+")
                .matcher(row)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .toList();
    }

    @Test
    void everyCommandHasARow() {
        assertThat(Main.commandLine().getSubcommands().entrySet())
                .filteredOn(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .allSatisfy(command -> assertThat(listed(command.getKey())).contains(0, 64));
    }
}
