package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.List;

class InMemoryDeadLettersTest extends DeadLettersContract {
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters(new SettableTime());

    @Override
    protected DeadLetters letters() {
        return letters;
    }

    @Override
    protected void add(String body) {
        letters.add(body);
    }

    @Override
    protected List<String> back() {
        return letters.back();
    }

    @Override
    protected void fail(Cause.Kind kind) {
        letters.fail(new Cause(kind, "It failed: " + kind + "."));
    }
}
