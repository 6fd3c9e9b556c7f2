export { RedisCache } from './cache.js';
export { connectRedis, type RedisSecrets } from './connection.js';
export { shareNews } from './news.js';
export { RedisRateLimiter } from './rate-limit.js';
export { redisHold } from './turn-hold.js';
