package io.pitrguard.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown text in numbered steps. */
final class RunbookText {
    private final List<String> paragraphs = new ArrayList<>();
    private int steps;

    /** Adds a heading that has no number. */
    void heading(String title) {
        paragraphs.add("## " + title);
    }

    /** Adds the heading of the next step. */
    void step(String title) {
        heading("Step " + ++steps + ": " + title);
    }

    /** Adds a paragraph. */
    void say(String text) {
        paragraphs.add(text);
    }

    /** Adds a list. */
    void list(List<String> items) {
        paragraphs.add(String.join("\n", items.stream().map(item -> "- " + item).toList()));
    }

    /** Adds paragraphs; those that are items of a list stay together. */
    void all(List<String> texts) {
        StringBuilder items = new StringBuilder();
        for (String text : texts) {
            if (text.startsWith("- ")) {
                items.append(items.isEmpty() ? "" : "\n").append(text);
            } else {
                paragraphs.add(text);
            }
        }
        if (!items.isEmpty()) {
            paragraphs.add(items.toString());
        }
    }

    /** Adds commands. */
    void run(String commands) {
        paragraphs.add(block(commands));
    }

    /** Adds what must be so before the next step. */
    void check(String text) {
        paragraphs.add("Check: " + text);
    }

    /** Returns commands as Markdown shows them. */
    static String block(String commands) {
        return "```sh\n" + commands + "\n```";
    }

    /** Returns the whole text. */
    String text() {
        return String.join("\n\n", paragraphs) + "\n";
    }
}
