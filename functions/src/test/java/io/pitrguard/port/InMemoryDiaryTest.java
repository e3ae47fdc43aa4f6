package io.pitrguard.port;

class InMemoryDiaryTest extends DiaryContract {
    private final Diary diary = new InMemoryDiary();

    @Override
    protected Diary diary() {
        return diary;
    }
}
