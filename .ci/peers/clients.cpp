// Clients of a server of lines, all of them connected at once: each sends a query, waits for the next prompt, and sends the next query.
//
// usage: clients PORT CLIENTS QUERIES WORDS...     each client sends QUERIES lines, the words in turn
// It prints the seconds from the first query to the last answer, the median and the 99th percentile of the milliseconds from a query
// to the prompt behind its answer, and the bytes that came.
//
// g++ -O2 -std=c++17 .ci/peers/clients.cpp -o clients

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

static double seconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int fail(const char *what) { return perror(what), exit(1), 1; }

struct Client {
  int socket;
  int asked = 0;
  double since = 0;
  // The last three bytes that came: an answer ends with the prompt.
  char end[3] = {0, 0, 0};
};

static void take(Client &client, const char *bytes, size_t count) {
  for (size_t place = count > 3 ? count - 3 : 0; place < count; place++) {
    client.end[0] = client.end[1];
    client.end[1] = client.end[2];
    client.end[2] = bytes[place];
  }
}

static void ask(Client &client, const std::string &line) {
  client.asked++;
  client.since = seconds();
  if (send(client.socket, line.data(), line.size(), MSG_NOSIGNAL) != ssize_t(line.size())) fail("send");
}

int main(int count, char **words) {
  if (count < 5) return fprintf(stderr, "usage: clients PORT CLIENTS QUERIES WORDS...\n"), 2;
  size_t number = atol(words[2]);
  int queries = atoi(words[3]);
  std::vector<std::string> lines;
  for (int word = 4; word < count; word++) lines.push_back(std::string(words[word]) + "\r\n");
  rlimit files = {65536, 65536};
  setrlimit(RLIMIT_NOFILE, &files);

  int poll = epoll_create1(0);
  std::vector<Client> clients(number);
  for (size_t place = 0; place < number; place++) {
    Client &client = clients[place];
    client.socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(atoi(words[1]));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(client.socket, (sockaddr *)&address, sizeof address) != 0) fail("connect");
    int on = 1;
    setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.u64 = place;
    epoll_ctl(poll, EPOLL_CTL_ADD, client.socket, &event);
  }

  std::vector<double> latencies;
  latencies.reserve(number * queries);
  size_t prompted = 0;
  size_t left = number;
  size_t bytes = 0;
  double begin = 0;
  static char buffer[1 << 16];
  std::vector<epoll_event> events(1024);
  while (left > 0) {
    int ready = epoll_wait(poll, events.data(), int(events.size()), 20000);
    if (ready <= 0) return fprintf(stderr, "clients: no answer for 20 seconds\n"), 1;
    for (int index = 0; index < ready; index++) {
      Client &client = clients[events[index].data.u64];
      ssize_t came = recv(client.socket, buffer, sizeof buffer, 0);
      if (came <= 0) return fprintf(stderr, "clients: the server has closed a connection\n"), 1;
      bytes += came;
      take(client, buffer, came);
      if (memcmp(client.end, "?> ", 3) != 0) continue;
      memset(client.end, 0, 3);
      if (client.asked > 0) latencies.push_back((seconds() - client.since) * 1000);
      // The first queries are sent when all are connected and served.
      if (client.asked == 0) {
        if (++prompted < number) continue;
        begin = seconds();
        for (Client &each : clients) ask(each, lines[0]);
      } else if (client.asked < queries) {
        ask(client, lines[client.asked % lines.size()]);
      } else {
        left--;
      }
    }
  }
  double took = seconds() - begin;
  std::sort(latencies.begin(), latencies.end());
  printf("%f %f %f %zu\n", took, latencies[latencies.size() / 2], latencies[latencies.size() * 99 / 100], bytes);
}
