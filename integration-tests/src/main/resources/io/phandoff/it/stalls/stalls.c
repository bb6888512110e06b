/* SPDX-License-Identifier: Apache-2.0 */
/* Two ways to be stuck outside Java code: a sleep in C, and a page fault that is slow on purpose. Linux only. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <jni.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void sleep_millis(int millis) {
    struct timespec time = {millis / 1000, (millis % 1000) * 1000000L};
    while (nanosleep(&time, &time) != 0) {
    }
}

JNIEXPORT void JNICALL Java_io_phandoff_it_stalls_NativeCode_sleepMillis(JNIEnv *env, jclass type, jint millis) {
    sleep_millis(millis);
}

static int faults = -1;
static int fault_millis;
static void *page;
static long page_size;

/* Brings the page some time after each fault. */
static void *bring(void *unused) {
    struct uffd_msg message;
    while (read(faults, &message, sizeof message) == sizeof message) {
        if (message.event == UFFD_EVENT_PAGEFAULT) {
            struct uffdio_zeropage zero = {.range = {(unsigned long) page, page_size}};
            sleep_millis(fault_millis);
            ioctl(faults, UFFDIO_ZEROPAGE, &zero);
        }
    }
    return NULL;
}

JNIEXPORT jobject JNICALL Java_io_phandoff_it_stalls_NativeCode_mapSlowPage(JNIEnv *env, jclass type, jint millis) {
    struct uffdio_api api = {.api = UFFD_API};
    pthread_t bringer;
    fault_millis = millis;
    page_size = sysconf(_SC_PAGESIZE);
    faults = syscall(SYS_userfaultfd, O_CLOEXEC);
    if (faults < 0 || ioctl(faults, UFFDIO_API, &api) != 0) {
        return NULL;
    }
    page = mmap(NULL, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct uffdio_register range = {
        .range = {(unsigned long) page, page_size}, .mode = UFFDIO_REGISTER_MODE_MISSING};
    if (page == MAP_FAILED || ioctl(faults, UFFDIO_REGISTER, &range) != 0
            || pthread_create(&bringer, NULL, bring, NULL) != 0) {
        return NULL;
    }
    return (*env)->NewDirectByteBuffer(env, page, page_size);
}

JNIEXPORT void JNICALL Java_io_phandoff_it_stalls_NativeCode_dropPage(JNIEnv *env, jclass type) {
    madvise(page, page_size, MADV_DONTNEED);
}
