package io.pitrguard.port;

import java.util.List;

class InMemoryEventBusTest extends EventBusContract {
    private final InMemoryEventBus bus = new InMemoryEventBus();

    @Override
    protected EventBus bus() {
        return bus;
    }

    @Override
    protected List<BusEvent> taken() {
        return bus.events();
    }
}
