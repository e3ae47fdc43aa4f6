package io.pitrguard.cli;

import io.pitrguard.domain.text.ShellWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command that runs, as a person types it for another moment. */
final class SameCommand {
    private static final String AT = "--at";
    private static final String END_OF_OPTIONS = "--";

    private SameCommand() {}

    /** Returns it with this moment for {@code --at}; without {@code --yes}, because nobody has agreed to that moment. */
    static String at(CommandSpec spec, Instant moment) {
        List<String> words = new ArrayList<>();
        Iterator<String> typed =
                spec.root().commandLine().getParseResult().originalArgs().iterator();
        int place = -1;
        while (typed.hasNext()) {
            String word = typed.next();
            if (word.equals(END_OF_OPTIONS)) {
                place = place < 0 ? words.size() : place;
                words.add(word);
                typed.forEachRemaining(name -> words.add(ShellWord.quoted(name)));
            } else if (word.equals(AT) || word.startsWith(AT + "=")) {
                place = words.size();
                if (word.equals(AT)) {
                    typed.next();
                }
            } else if (!word.equals("--yes")) {
                words.add(ShellWord.quoted(word));
            }
        }
        words.add(place < 0 ? words.size() : place, AT + " " + moment);
        return words.stream().collect(Collectors.joining(" ", "./pitr-guard ", ""));
    }
}
