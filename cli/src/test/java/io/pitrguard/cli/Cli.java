package io.pitrguard.cli;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Runs commands in this process against an emulator; closing it restores the system properties. */
final class Cli implements AutoCloseable {
    private final Properties before = (Properties) System.getProperties().clone();
    private final Sandbox sandbox;

    private Cli(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Starts an emulator without throttling. */
    static Cli start() {
        return start(SandboxOptions::withoutLimit);
    }

    /** Starts an emulator with these options. */
    static Cli start(UnaryOperator<SandboxOptions> options) {
        Cli cli = new Cli(Sandbox.start(options.apply(SandboxOptions.defaults())));
        SandboxAccess.use(cli.sandbox);
        return cli;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Sweeps without a read limit. */
    CommandResult sweep(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "sweep";
        all[1] = "--reads-per-second";
        all[2] = "0";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return run(all);
    }

    /** Runs a command, which may leave no system property behind: otherwise each process runs one command. */
    static CommandResult run(String... arguments) {
        Properties properties = (Properties) System.getProperties().clone();
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            PrintWriter outWriter = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            PrintWriter errWriter = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            int code = Main.run(outWriter, errWriter, arguments);
            outWriter.flush();
            errWriter.flush();
            return new CommandResult(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setProperties(properties);
            System.setOut(standardOut);
            System.setErr(standardErr);
        }
    }

    /** Runs a command with this text on standard input. */
    static CommandResult withInput(String text, Supplier<CommandResult> command) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return command.get();
        } finally {
            System.setIn(before);
        }
    }

    /** Writes a file and returns its path. */
    static String file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
        System.setProperties(before);
    }
}
