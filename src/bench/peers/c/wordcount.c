/*
 * A plain word count in C, without a frame, without Unicode, without a second chance.
 * usage: wordcount THREADS OUT FILE...
 * Each thread reads pieces of the files in turn and counts in a table of its own, with the words it
 * has met copied one behind the other. At the end each thread merges a share of all tables, by hash,
 * and writes it, unsorted.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)1 << 20)
#define LONGEST ((size_t)1 << 16)
#define ROOM ((size_t)16 << 20)

struct slot {
  uint64_t head; /* the word's first eight bytes */
  uint32_t hash;
  uint32_t length;
  const char *word;
  uint64_t count;
};

struct table {
  struct slot *slots;
  size_t mask, used;
  char *room; /* for words to come */
  size_t left;
};

static struct {
  int fd;
  size_t size;
} *files;
static int file_count, threads, next_file;
static size_t next_byte;
static struct table *tables;
static FILE *out;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t counted;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void *memory(void *old, size_t bytes) {
  void *new = realloc(old, bytes);
  if (!new) fail("memory");
  return new;
}

static const char SPACES[256] = {['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [' '] = 1};

static int is_space(unsigned char c) { return SPACES[c]; }

/* Zeros, in large pages: with small ones each word costs a miss of the processor's page table. */
static void *pages(size_t bytes) {
  void *new = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (new == MAP_FAILED) fail("memory");
  madvise(new, bytes, MADV_HUGEPAGE);
  return new;
}

static uint64_t load(const char *at, size_t length) {
  uint64_t head = 0;
  memcpy(&head, at, length < 8 ? length : 8);
  return head;
}

static uint64_t mix(uint64_t x) {
  x *= 0x9e3779b97f4a7c15u;
  return x ^ x >> 32;
}

static void allocate(struct table *t, size_t slots) {
  t->slots = pages(slots * sizeof *t->slots);
  t->mask = slots - 1;
}

static void grow(struct table *t) {
  struct slot *old = t->slots;
  size_t slots = t->mask + 1;
  allocate(t, 2 * slots);
  for (size_t i = 0; i < slots; i++)
    if (old[i].count) {
      size_t at = old[i].hash & t->mask;
      while (t->slots[at].count) at = (at + 1) & t->mask;
      t->slots[at] = old[i];
    }
  munmap(old, slots * sizeof *old);
}

static void add(struct table *t, uint32_t hash, uint64_t head, const char *word, size_t length, uint64_t count, int copy) {
  size_t at = hash & t->mask;
  for (struct slot *s; (s = &t->slots[at])->count; at = (at + 1) & t->mask)
    if (s->hash == hash && s->head == head && s->length == length &&
        (length <= 8 || !memcmp(s->word + 8, word + 8, length - 8))) {
      s->count += count;
      return;
    }
  if (copy) {
    if (length > t->left) t->room = pages(t->left = ROOM);
    word = memcpy(t->room, word, length);
    t->room += length;
    t->left -= length;
  }
  t->slots[at] = (struct slot){head, hash, length, word, count};
  if (10 * ++t->used > 6 * t->mask) grow(t);
}

static void count(struct table *t, const char *at, const char *end) {
  while (at < end) {
    if (is_space(*at)) {
      at++;
      continue;
    }
    const char *word = at;
    while (at < end && !is_space(*at)) at++;
    size_t length = at - word;
    uint64_t head = load(word, length), hash = mix(head + length);
    for (size_t i = 8; i < length; i += 8) hash = mix(hash ^ load(word + i, length - i));
    add(t, (uint32_t)hash, head, word, length, 1, 1);
  }
}

/* Reads the next piece, from a word's begin to a word's end; returns its bytes, 0 behind the last. */
static size_t take(char *buffer, const char **from) {
  pthread_mutex_lock(&turn);
  while (next_file < file_count && next_byte >= files[next_file].size) next_file++, next_byte = 0;
  if (next_file == file_count) {
    pthread_mutex_unlock(&turn);
    return 0;
  }
  int fd = files[next_file].fd;
  size_t size = files[next_file].size, begin = next_byte;
  next_byte += PIECE;
  pthread_mutex_unlock(&turn);
  /* A word that begins in this piece is this one's: read one byte before it, and some behind. */
  size_t first = begin ? begin - 1 : 0;
  size_t wanted = (begin + PIECE + LONGEST < size ? begin + PIECE + LONGEST : size) - first;
  ssize_t n = pread(fd, buffer, wanted, first);
  if (n < (ssize_t)wanted) fail("read");
  size_t at = 0, end = begin + PIECE < size ? begin + PIECE - first : wanted;
  if (begin) while (at < wanted && !is_space(buffer[at])) at++;
  if (end < wanted && !is_space(buffer[end - 1])) while (end < wanted && !is_space(buffer[end])) end++;
  *from = buffer + at;
  return at < end ? end - at : (size_t)-1;
}

static void *work(void *number) {
  int mine = (int)(intptr_t)number;
  char *buffer = memory(NULL, PIECE + LONGEST + 16);
  const char *from;
  for (size_t bytes; (bytes = take(buffer, &from));)
    if (bytes != (size_t)-1) count(&tables[mine], from, from + bytes);
  pthread_barrier_wait(&counted);
  struct table all = {0};
  allocate(&all, 1 << 16);
  for (int i = 0; i < threads; i++)
    for (size_t at = 0; at <= tables[i].mask; at++) {
      struct slot *s = &tables[i].slots[at];
      if (s->count && (int)((uint64_t)s->hash * threads >> 32) == mine)
        add(&all, s->hash, s->head, s->word, s->length, s->count, 0);
    }
  size_t filled = 0, room = 1 << 20;
  char *lines = memory(NULL, room);
  for (size_t at = 0; at <= all.mask; at++) {
    struct slot *s = &all.slots[at];
    if (!s->count) continue;
    if (filled + s->length + 24 > room) lines = memory(lines, room = 2 * (room + s->length));
    memcpy(lines + filled, s->word, s->length);
    filled += s->length;
    filled += sprintf(lines + filled, "\t%lu\n", (unsigned long)s->count);
    if (filled > 1 << 19) {
      fwrite(lines, 1, filled, out); /* stdio locks the file for each call */
      filled = 0;
    }
  }
  fwrite(lines, 1, filled, out);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "usage: wordcount THREADS OUT FILE...\n"), 2;
  threads = atoi(argv[1]);
  file_count = argc - 3;
  files = memory(NULL, file_count * sizeof *files);
  for (int i = 0; i < file_count; i++) {
    struct stat s;
    files[i].fd = open(argv[i + 3], O_RDONLY);
    if (files[i].fd < 0 || fstat(files[i].fd, &s)) fail(argv[i + 3]);
    files[i].size = s.st_size;
  }
  if (!(out = fopen(argv[2], "w"))) fail(argv[2]);
  pthread_t *ids = memory(NULL, threads * sizeof *ids);
  tables = calloc(threads, sizeof *tables);
  pthread_barrier_init(&counted, NULL, threads);
  for (int i = 0; i < threads; i++) {
    allocate(&tables[i], 1 << 16);
    if (pthread_create(&ids[i], NULL, work, (void *)(intptr_t)i)) fail("thread");
  }
  for (int i = 0; i < threads; i++) pthread_join(ids[i], NULL);
  return fclose(out) ? 1 : 0;
}
