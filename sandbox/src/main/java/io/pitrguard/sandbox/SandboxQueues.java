package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueSettings;
import java.util.List;

/** The SQS queues of the home region. */
public final class SandboxQueues {

    private final Account account;

    SandboxQueues(Account account) {
        this.account = account;
    }

    /**
     * Adds a queue as AWS sets it up.
     *
     * @throws IllegalArgumentException when a queue has the name
     */
    public SandboxQueue create(String name) {
        return create(name, QueueSettings.defaults());
    }

    /**
     * Adds a queue.
     *
     * @throws IllegalArgumentException when a queue has the name
     */
    public SandboxQueue create(String name, QueueSettings settings) {
        if (account.queues().find(name).isPresent()) {
            throw new IllegalArgumentException("there is a queue '" + name + "' already");
        }
        return of(account.queues().create(name, settings, account.now()));
    }

    /**
     * Returns the queue of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SandboxQueue get(String name) {
        return account.queues()
                .find(name)
                .map(this::of)
                .orElseThrow(() -> new IllegalArgumentException("there is no queue '" + name + "'"));
    }

    /** Deletes a queue with its messages; returns whether there was one. */
    public boolean delete(String name) {
        return account.queues().delete(name);
    }

    /** Returns the names of all queues, in order. */
    public List<String> names() {
        return account.queues().all().stream().map(Queue::name).toList();
    }

    private SandboxQueue of(Queue queue) {
        return new SandboxQueue(queue, account);
    }
}
