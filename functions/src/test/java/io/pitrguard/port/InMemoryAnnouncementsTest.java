package io.pitrguard.port;

class InMemoryAnnouncementsTest extends AnnouncementsContract {
    private final Announcements announcements = new InMemoryAnnouncements();

    @Override
    protected Announcements announcements() {
        return announcements;
    }
}
